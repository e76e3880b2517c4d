package vn.caunoi.conversation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.contact.Contact;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.flow.FlowEngine;
import vn.caunoi.flow.FlowInput;
import vn.caunoi.flow.Turn;

/** One message, one turn: who wrote, where their conversation stands, what the flow says and does, and where it stands then. */
@Component
class ConversationTurn {
  private final ContactBook contacts;
  private final OpenConversations open;
  private final FlowEngine engine;
  private final TurnActions actions;
  private final TurnReplies replies;

  ConversationTurn(ContactBook contacts, OpenConversations open, FlowEngine engine, TurnActions actions, TurnReplies replies) {
    this.contacts = contacts;
    this.open = open;
    this.engine = engine;
    this.actions = actions;
    this.replies = replies;
  }

  /** Plays it in the caller's transaction. {@code photos} are the stored photos of a message that brought some, as far as they were to be had. */
  Mono<Void> take(InboundMessage message, List<UUID> photos) {
    var whose = message.content() instanceof Content.Followed
        ? contacts.followed(message.wardId(), message.from(), message.sentAt())
        : contacts.findOrAdd(message.wardId(), message.from(), message.sentAt());
    return whose.flatMap(contact -> answer(message, contact, input(message.content(), photos)));
  }

  /** The id of a new conversation is random: a time in it would tell channels to erase only what came after. */
  private Mono<Void> answer(InboundMessage message, Contact contact, FlowInput input) {
    return open.find(message.wardId(), message.from())
        .defaultIfEmpty(new Conversation(message.wardId(), UUID.randomUUID(), null))
        .flatMap(conversation -> actions.play(new Scene(message.from(), contact, conversation), first(conversation, input)))
        .delayUntil(this::keep)
        .flatMap(replies::enqueue);
  }

  private Turn first(Conversation conversation, FlowInput input) {
    return conversation.state() == null ? engine.begin(input, Map.of()) : engine.advance(conversation.state(), input);
  }

  private Mono<Void> keep(Played played) {
    var scene = played.scene();
    if (played.erased() || played.state() == null) {
      return scene.conversation().state() == null && !played.acted() ? Mono.empty() : open.end(scene.wardId(), scene.conversationId());
    }
    return open.save(scene.wardId(), scene.conversationId(), scene.from(), scene.contact().id(), played.state(), played.waitsFor());
  }

  private static FlowInput input(Content content, List<UUID> photos) {
    return switch (content) {
      case Content.Text text -> new FlowInput.Text(text.text());
      case Content.Pressed pressed -> new FlowInput.Pressed(pressed.payload());
      case Content.Photo sent when photos.isEmpty() -> new FlowInput.Other("photo");
      case Content.Photo sent -> new FlowInput.Photos(photos.stream().map(UUID::toString).toList(), sent.caption());
      case Content.Location place -> new FlowInput.Place(place.latitude(), place.longitude());
      case Content.Phone phone -> new FlowInput.Phone(phone.number());
      case Content.Started started -> new FlowInput.Started(started.payload());
      case Content.Unsupported unsupported -> new FlowInput.Other(unsupported.kind());
      case Content.Followed followed -> new FlowInput.Started(null);
      case Content.Edited edited -> new FlowInput.Edited();
      case Content.Signal signal -> new FlowInput.Other("signal");
    };
  }
}
