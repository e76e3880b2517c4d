package vn.caunoi.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboxUnavailable;

/** Takes messages into the inbox through two {@link IntakeLane}s. Nobody who hands one in waits longer than {@link #LIMIT}. */
@Component
class Intake implements SmartLifecycle {
  /** A network gives up after 2 s; better an honest refusal before. */
  static final Duration LIMIT = Duration.ofMillis(1_500);

  private final InboxRows rows;
  private final List<IntakeLane> lanes;
  private volatile boolean running;

  Intake(InboxRows rows, InboxWorker worker, InboxMeters meters, ConversationSettings settings) {
    this.rows = rows;
    this.lanes = List.of(lane(worker, meters, settings), lane(worker, meters, settings));
  }

  /** Completes after the commit; errs with {@link InboxUnavailable} when the queue is full or the database does not answer in time. */
  Mono<Void> store(List<InboundMessage> messages) {
    return Mono.defer(() -> offer(messages))
        .timeout(LIMIT)
        .onErrorMap(TimeoutException.class, e -> new InboxUnavailable("inbox does not answer in time"));
  }

  private Mono<Void> offer(List<InboundMessage> messages) {
    if (messages.size() == 1) {
      var row = rows.seal(messages.getFirst());
      return laneOf(row).offer(row);
    }
    if (!lanes.stream().allMatch(lane -> lane.hasRoomFor(messages.size()))) {
      return Mono.error(new InboxUnavailable("inbox queue is full"));
    }
    var stored = new ArrayList<Mono<Void>>();
    for (var message : messages) {
      var row = rows.seal(message);
      stored.add(laneOf(row).offer(row));
    }
    return Mono.when(stored);
  }

  private IntakeLane laneOf(InboxRow row) {
    return lanes.get(row.senderHash()[0] & 1);
  }

  private IntakeLane lane(InboxWorker worker, InboxMeters meters, ConversationSettings settings) {
    return new IntakeLane(rows, settings.queue(), writing -> writing.subscribe(), (offered, added) -> {
      meters.stored(offered, added);
      worker.stored(offered);
    });
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
