package vn.caunoi.channel;

import java.time.Instant;
import java.util.UUID;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Something a person did towards one of our accounts. {@code eventKey} is unique per account and the same when the network repeats
 * itself. {@code from} is who did it; {@code sentAt} is the network's time.
 */
public record InboundMessage(UUID wardId, ChannelAddress from, String eventKey, Instant sentAt, Content content) {

  /** Private text: never printed. */
  @Override
  public String toString() {
    return "InboundMessage[" + from + ", " + content.getClass().getSimpleName() + "]";
  }

  /** What was done. Written as JSON into the inbox, encrypted; the names below are stored and must not change. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Pressed.class, name = "pressed"),
    @JsonSubTypes.Type(value = Content.Photo.class, name = "photo"),
    @JsonSubTypes.Type(value = Content.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Content.Phone.class, name = "phone"),
    @JsonSubTypes.Type(value = Content.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Content.Followed.class, name = "followed"),
    @JsonSubTypes.Type(value = Content.Left.class, name = "left"),
    @JsonSubTypes.Type(value = Content.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = Content.Interacted.class, name = "interacted"),
    @JsonSubTypes.Type(value = Content.PhoneGiven.class, name = "phone-given"),
    @JsonSubTypes.Type(value = Content.Withdrew.class, name = "withdrew"),
    @JsonSubTypes.Type(value = Content.Elsewhere.class, name = "elsewhere"),
    @JsonSubTypes.Type(value = Content.Edited.class, name = "edited"),
    @JsonSubTypes.Type(value = Content.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Content.Unsupported.class, name = "unsupported")
  })
  public sealed interface Content {
    record Text(String text) implements Content {}

    /** A button of ours; {@code payload} is what {@link Button.Reply} carried. */
    record Pressed(String payload) implements Content {}

    /**
     * A photo still at the network: {@code reference} is handed to {@link InboundMedia#fetch}. Photos sent together arrive one by one;
     * {@code album} is the same for all of them, null for a single one.
     */
    record Photo(String reference, @Nullable String caption, @Nullable String album) implements Content {
      public Photo(String reference, @Nullable String caption) {
        this(reference, caption, null);
      }
    }

    record Location(double latitude, double longitude) implements Content {}

    /** The sender's own telephone number, given by a button that asked for it: whoever forwards a card of somebody else is not heard here. */
    record Phone(String number) implements Content {
      @Override
      public String toString() {
        return "Phone[]";
      }
    }

    /** Opened through a link or a QR code; {@code payload} is for instance {@code g-<token>}, null when there was none. */
    record Started(@Nullable String payload) implements Content {}

    /** Began to follow the OA. Opens the welcome quota, says nothing. */
    record Followed() implements Content {}

    /** Changed a message sent before. What it says now is not kept: the message counts as it first arrived. */
    record Edited() implements Content {}

    /** Something we do not read (sticker, voice, file …); {@code kind} names it. */
    record Unsupported(String kind) implements Content {}

    /** Noted, yet no part of a conversation. */
    sealed interface Signal extends Content {}

    /** Blocked the bot or stopped following: cannot be reached until it returns. */
    record Left() implements Signal {}

    /** Unblocked: can be reached again. */
    record Returned() implements Signal {}

    /** Did something that opens the reply window and says nothing, for instance a call; {@code how} names it. */
    record Interacted(String how) implements Signal {}

    /**
     * The network passed on the number of the resident's phone, with whatever else its form asks for; nothing but the number is carried. Kept
     * only when the resident agreed to that.
     */
    record PhoneGiven(String number) implements Signal {
      @Override
      public String toString() {
        return "PhoneGiven[]";
      }
    }

    /** Asked the network that their data be deleted: everything we know of them goes. */
    record Withdrew() implements Signal {}

    /** The network gave the address that this message is from a new id (a Telegram group that became a supergroup). Nobody said anything. */
    record Moved(String externalId) implements Signal {
      public ChannelAddress address(ChannelAddress old) {
        return new ChannelAddress(old.channel(), old.accountId(), externalId);
      }
    }

    /**
     * Spoke to us where nothing private may be said or kept. The sender is the place and not the person, words are not carried, and the answer
     * is where to write instead. {@code quotes} is the network's id of what was said, null when it has none.
     */
    record Elsewhere(Place place, @Nullable String quotes) implements Signal {}

    /** A group chat, or the anonymous chat box of a website. */
    enum Place { GROUP, VISITOR }
  }
}
