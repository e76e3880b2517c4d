package vn.caunoi.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.platform.Vault;
import vn.caunoi.platform.VietnameseText;

/** Messages and addresses as the ledger stores them: sealed. The names in the JSON are stored and must not change. */
@Component
class SealedMessages {
  private static final String OWN_TEXT = "delivery.content";
  private static final String SHARED_TEXT = "delivery_content.sealed";
  private static final String ADDRESS = "delivery.to";
  private static final String ECHO = "delivery.echo_hash";
  /** {@code 1. Có}, {@code – Thôi} or {@code Xem: https://…}. */
  private static final Pattern WRITTEN_OUT = Pattern.compile("(?:\\d{1,2}\\. |– ).*|.*: (?:https?://|tel:)\\S+");

  private static final String PLACE = "place";
  private static final String PHONE = "phone";

  private record StoredButton(String label, @Nullable String payload, @Nullable String url, @Nullable String typed, @Nullable String asks) {
    static StoredButton of(Button button) {
      return switch (button) {
        case Button.Reply reply -> new StoredButton(reply.label(), reply.payload(), null, reply.typed(), null);
        case Button.Link link -> new StoredButton(link.label(), null, link.url(), null, null);
        case Button.Place place -> new StoredButton(place.label(), null, null, null, PLACE);
        case Button.Phone phone -> new StoredButton(phone.label(), null, null, null, PHONE);
      };
    }

    Button toButton() {
      if (payload != null) {
        return new Button.Reply(label, payload, typed);
      }
      if (asks != null) {
        return asks.equals(PHONE) ? new Button.Phone(label) : new Button.Place(label);
      }
      return new Button.Link(label, String.valueOf(url));
    }
  }

  /** A field that came later is left out while it is empty: equal messages keep equal hashes. */
  private record StoredMessage(String text, List<StoredButton> buttons, @Nullable UUID image, @Nullable Boolean readOnce,
      @Nullable String quotes, @JsonInclude(JsonInclude.Include.NON_NULL) OutboundMessage.@Nullable Template template) {}

  private final Vault vault;
  private final JsonMapper json;

  SealedMessages(Vault vault, JsonMapper json) {
    this.vault = vault;
    this.json = json;
  }

  byte[] sealOwn(OutboundMessage message) {
    return vault.seal(OWN_TEXT, write(message));
  }

  OutboundMessage openOwn(byte[] sealed) {
    return read(vault.open(OWN_TEXT, sealed));
  }

  byte[] sealShared(OutboundMessage message) {
    return vault.seal(SHARED_TEXT, write(message));
  }

  OutboundMessage openShared(byte[] sealed) {
    return read(vault.open(SHARED_TEXT, sealed));
  }

  /** Equal for equal messages. */
  byte[] hash(OutboundMessage message) {
    return vault.lookup(SHARED_TEXT, new String(write(message), java.nio.charset.StandardCharsets.UTF_8));
  }

  byte[] seal(ChannelAddress address) {
    return vault.seal(ADDRESS, address.externalId());
  }

  byte[] hash(ChannelAddress address) {
    return vault.lookup(ADDRESS, address.accountId() + "/" + address.externalId());
  }

  /**
   * Equal for a message and the network's echo of it. Of the whole text, since all notices begin with the same line; choices that a network
   * has written out below it do not count. A repeat counts as what it repeats.
   */
  byte[] echoHash(ChannelAddress to, String text) {
    var lines = VietnameseText.normalize(text).lines().map(String::strip).filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(ArrayList::new));
    while (lines.size() > 1 && WRITTEN_OUT.matcher(lines.getLast()).matches()) {
      lines.removeLast();
    }
    var whole = String.join("\n", lines);
    var bare = whole.startsWith(Claimed.REPEAT_MARK) ? whole.substring(Claimed.REPEAT_MARK.length()) : whole;
    return vault.lookup(ECHO, to.accountId() + "/" + to.externalId() + "\n" + bare);
  }

  ChannelAddress open(Channel channel, UUID account, byte[] sealed) {
    return new ChannelAddress(channel, account, vault.openText(ADDRESS, sealed));
  }

  private byte[] write(OutboundMessage message) {
    var buttons = message.buttons().stream().map(StoredButton::of).toList();
    return json.writeValueAsBytes(new StoredMessage(message.text(), buttons, message.image(), message.ephemeral(), message.quotes(),
        message.template()));
  }

  private OutboundMessage read(byte[] bytes) {
    var stored = json.readValue(bytes, StoredMessage.class);
    return new OutboundMessage(stored.text(), stored.buttons().stream().map(StoredButton::toButton).toList(), stored.image(),
        Boolean.TRUE.equals(stored.readOnce()), stored.quotes(), stored.template());
  }
}
