package vn.caunoi.media;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;

/** Asks the virus scanner again about photos that wait for it. */
@Component
class ScanSweep implements RecurringWork {
  private static final Logger log = LoggerFactory.getLogger(ScanSweep.class);
  private static final Duration CLAIMED = Duration.ofMinutes(2);
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final int AT_ONCE = 20;

  private final Attachments attachments;
  private final SealedPhotos photos;
  private final Clamd scanner;
  private final MediaMeters meters;
  private final Clock clock;

  ScanSweep(Attachments attachments, SealedPhotos photos, Clamd scanner, MediaMeters meters, Clock clock) {
    this.attachments = attachments;
    this.photos = photos;
    this.scanner = scanner;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "media-scan";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Mono<Void> run() {
    return (scanner.isSet() ? askAgain() : attachments.letGo(clock.instant()).then())
        .then(Mono.defer(attachments::waiting)).doOnNext(meters::waiting).then();
  }

  /** A photo at a time, each claimed when its turn comes; the first without an answer ends the round. */
  private Mono<Void> askAgain() {
    return Mono.defer(this::askAboutOne).repeat(AT_ONCE - 1L).takeWhile(verdict -> verdict != Scan.WAITING)
        .takeUntilOther(Mono.delay(ROUND))
        .then();
  }

  /** {@link Scan#WAITING} when there is none, or no answer. */
  private Mono<Scan> askAboutOne() {
    var now = clock.instant();
    return attachments.claimWaiting(now, now.plus(CLAIMED), 1).singleOrEmpty()
        .flatMap(row -> photos.read(row, SealedFiles.Part.ORIGINAL).flatMap(scanner::scan)
            .delayUntil(verdict -> settle(row.attachment(), verdict))
            .onErrorResume(e -> skipped(row.attachment(), e)))
        .defaultIfEmpty(Scan.WAITING);
  }

  /** One photo that cannot be read does not hold up the others. */
  private static Mono<Scan> skipped(Attachment photo, Throwable error) {
    log.warn("waiting photo not read attachment={} cause={}", photo.id(), error.getClass().getSimpleName());
    return Mono.just(Scan.UNSCANNED);
  }

  private Mono<Void> settle(Attachment photo, Scan verdict) {
    if (verdict == Scan.WAITING) {
      return Mono.empty();
    }
    return attachments.settle(photo.wardId(), photo.id(), verdict)
        .filter(settled -> settled && verdict == Scan.INFECTED)
        .doOnNext(infected -> meters.infected())
        .flatMap(infected -> photos.delete(photo.wardId(), photo.id()));
  }
}
