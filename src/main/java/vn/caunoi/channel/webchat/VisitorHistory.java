package vn.caunoi.channel.webchat;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.webchat.FrontDoor.Visitor;

/** What a visitor finds who opens the page again. */
@Component
class VisitorHistory {
  static final History NONE = new History(List.of(), 0, false);

  private final ChatMessages messages;
  private final KeptTips kept;

  VisitorHistory(ChatMessages messages, KeptTips kept) {
    this.messages = messages;
    this.kept = kept;
  }

  /** {@code last} is the number of the newest message, shown or not: the live stream goes on behind it. */
  record History(List<MessageView> messages, long last, boolean keepsTips) {}

  /** The number is read first: what comes in meanwhile is then shown twice rather than never, and the page knows a message again. */
  Mono<History> of(Visitor visitor) {
    var ward = visitor.room().wardId();
    return messages.last(ward, visitor.id())
        .flatMap(last -> messages.latest(ward, visitor.id()).collectList().flatMapIterable(all -> all)
            .concatMap(message -> kept.view(visitor, message)).collectList()
            .zipWith(kept.choice(ward, visitor.id()), (shown, choice) -> new History(shown, last, choice.keeps())));
  }
}
