package vn.caunoi.conversation;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;

/** What follows from one inbound message: a turn of a conversation, or a signal is noted. */
@Component
class InboxTurn implements InboxAnswering.Turns {
  private final ConversationTurn conversations;
  private final Signals signals;

  InboxTurn(ConversationTurn conversations, Signals signals) {
    this.conversations = conversations;
    this.signals = signals;
  }

  @Override
  public Mono<Void> take(InboundMessage message, List<UUID> photos) {
    return message.content() instanceof Content.Signal signal ? signals.take(message, signal) : conversations.take(message, photos);
  }
}
