package vn.caunoi.conversation;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.delivery.Route;
import vn.caunoi.flow.Messages;
import vn.caunoi.flow.Turn;

/** Puts what a turn says into the ledger, in as few messages as the channel allows. */
@Component
class TurnReplies {
  private final DeliveryLedger ledger;

  TurnReplies(DeliveryLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * A reply that stands alone names a tip, and after an erased trail every reply may: those leave without contact and conversation, and
   * their text is wiped when they have left.
   */
  Mono<Void> enqueue(Played played) {
    return Flux.fromIterable(neighbours(played.said()))
        .concatMapIterable(replies -> deliveries(played, replies))
        .concatMap(ledger::enqueue)
        .then();
  }

  private static List<NewDelivery> deliveries(Played played, List<Turn.Reply> replies) {
    var scene = played.scene();
    var traceless = played.erased() || replies.getFirst().alone();
    return Messages.of(scene.from().channel(), replies).stream()
        .map(message -> traceless ? traceless(scene, message)
            : NewDelivery.reply(scene.wardId(), scene.from(), route(scene.from().channel()), message, scene.contact().id(), scene.conversationId()))
        .toList();
  }

  private static NewDelivery traceless(Scene scene, OutboundMessage message) {
    return new NewDelivery(scene.wardId(), scene.from(), NewDelivery.Purpose.CONVERSATION, route(scene.from().channel()), message, null, null, true);
  }

  /** Neighbours may share a message; one that stands alone may not. */
  private static List<List<Turn.Reply>> neighbours(List<Turn.Reply> said) {
    var runs = new ArrayList<List<Turn.Reply>>();
    boolean joins = false;
    for (var reply : said) {
      if (!joins || reply.alone()) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(reply);
      joins = !reply.alone();
    }
    return runs;
  }

  static Route route(Channel channel) {
    return switch (channel) {
      case ZALO -> Route.ZALO_WINDOW;
      case TELEGRAM -> Route.TELEGRAM;
      case WEB -> Route.WEB;
    };
  }
}
