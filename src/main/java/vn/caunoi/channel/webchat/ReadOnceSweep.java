package vn.caunoi.channel.webchat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.schedule.RecurringWork;

/** Removes messages for reading once (the secret of a tip), and what was said about tips, from the pages that showed them. */
@Component
class ReadOnceSweep implements RecurringWork {
  private static final Duration AFTER_READING = Duration.ofHours(1);
  private static final Duration UNREAD = Duration.ofDays(7);

  private final ChatMessages messages;
  private final AttachmentStore attachments;
  private final TransactionalOperator transactions;
  private final Clock clock;

  ReadOnceSweep(ChatMessages messages, AttachmentStore attachments, TransactionalOperator transactions, Clock clock) {
    this.messages = messages;
    this.attachments = attachments;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webchat-read-once";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Mono<Void> run() {
    var now = clock.instant();
    return messages.removeEphemeral(now.minus(AFTER_READING), now.minus(UNREAD)).then(removeConcealed(now.minus(AFTER_READING)))
        .then(messages.forgetTold(now));
  }

  /** A message and its photo go together: no photo is left that nobody refers to. */
  private Mono<Void> removeConcealed(Instant before) {
    return messages.removeConcealed(before)
        .filter(removed -> removed.bubble().isOwnPhoto()).collectList().flatMapIterable(removed -> removed)
        .concatMap(removed -> attachments.delete(removed.wardId(), removed.bubble().photo()))
        .then()
        .as(transactions::transactional);
  }
}
