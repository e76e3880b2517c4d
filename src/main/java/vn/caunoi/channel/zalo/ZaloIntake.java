package vn.caunoi.channel.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.Interaction;

/** Hands each event to whom it concerns. Completes when it is safe there, so that Zalo may get its 200. */
class ZaloIntake {
  /** Zalo gives up after two seconds; the inbox itself answers within 1.5 s. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final InboundReceiver receiver;
  private final ZaloPermission permission;
  private final List<ZaloGroupNews> groups;
  private final MeterRegistry meters;

  ZaloIntake(InboundReceiver receiver, ZaloPermission permission, List<ZaloGroupNews> groups, MeterRegistry meters) {
    this.receiver = receiver;
    this.permission = permission;
    this.groups = List.copyOf(groups);
    this.meters = meters;
  }

  /** {@code body} is what the event was read from; it is kept, sealed, only if nothing is known of its kind. */
  Mono<ZaloFate> take(ZaloEvent event, byte[] body) {
    return switch (event) {
      case ZaloEvent.Received received -> note(received.act()).then(receiver.receive(received.messages())).thenReturn(ZaloFate.RECEIVED);
      case ZaloEvent.Settled settled -> receiver.settle(settled.receipts()).timeout(PATIENCE).thenReturn(ZaloFate.SETTLED);
      case ZaloEvent.Unknown unknown -> receiver.keepUnknown(unknown.account(), unknown.kind(), body).timeout(PATIENCE)
          .thenReturn(ZaloFate.UNKNOWN);
      case ZaloEvent.Revoked revoked -> permission.revoked(revoked.account(), revoked.at()).timeout(PATIENCE)
          .thenReturn(ZaloFate.REVOKED);
      case ZaloEvent.InGroup group -> tell(group.news()).timeout(PATIENCE).thenReturn(ZaloFate.GROUP);
      case ZaloEvent.Dropped dropped -> note(dropped.act()).then(Mono.fromSupplier(() -> count(dropped)));
      case ZaloEvent.Foreign foreign -> Mono.just(ZaloFate.FOREIGN);
    };
  }

  private Mono<Void> note(@Nullable Interaction act) {
    return act == null ? Mono.empty() : receiver.interacted(List.of(act)).timeout(PATIENCE);
  }

  private Mono<Void> tell(ZaloGroupNews.News news) {
    return Flux.fromIterable(groups).concatMap(listener -> listener.heard(news)).then(Mono.fromRunnable(() ->
        meters.counter("caunoi.zalo.groups", "change", news.change().name().toLowerCase(Locale.ROOT)).increment(Math.max(1, news.people()))));
  }

  private ZaloFate count(ZaloEvent.Dropped dropped) {
    meters.counter("caunoi.zalo.dropped", "kind", dropped.kind()).increment();
    return ZaloFate.DROPPED;
  }
}
