package vn.caunoi.media;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;

/** Removes photos of conversations that were given up: a day later nobody refers to them. */
@Component
class AbandonedSweep implements RecurringWork {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int AT_ONCE = 500;

  private final Attachments attachments;
  private final SealedPhotos photos;
  private final Clock clock;

  AbandonedSweep(Attachments attachments, SealedPhotos photos, Clock clock) {
    this.attachments = attachments;
    this.photos = photos;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "media-abandoned";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(30);
  }

  /** With its row a photo's key is gone, so a file that is left by a crash can be opened by nobody. */
  @Override
  public Mono<Void> run() {
    return attachments.removeAbandoned(clock.instant().minus(KEPT), AT_ONCE).collectList().flatMapIterable(rows -> rows)
        .concatMap(row -> photos.delete(row.attachment().wardId(), row.attachment().id()))
        .then();
  }
}
