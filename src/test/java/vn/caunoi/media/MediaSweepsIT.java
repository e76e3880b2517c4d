package vn.caunoi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;

/**
 * Photos that wait for the virus scanner, and photos that nobody wants. The clock stands in the future, so that the service's own sweeps,
 * which run beside, find nothing due.
 */
@CauNoiTest
class MediaSweepsIT {
  @Autowired Attachments attachments;
  @Autowired SealedPhotos photos;
  @Autowired AttachmentStore ownStore;
  @Autowired TestWard wards;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MediaMeters meters = new MediaMeters(registry);
  private final Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(30));
  private UUID ward;

  @BeforeEach
  void aWard() {
    ward = wards.create().id();
  }

  @Test
  void aPhotoWaitsWhileTheScannerIsAwayAndAppearsWhenItAnswers() {
    var daemon = new ClamdTwin();
    daemon.close();
    var photo = store(daemon.settings()).store(ward, Photos.plain(100, 50, "jpeg")).block();
    assertThatThrownBy(() -> ownStore.workingCopy(ward, photo.id()).block()).isInstanceOf(AttachmentHeld.class).hasMessageContaining("chờ quét");
    assertThatThrownBy(() -> ownStore.thumbnail(ward, photo.id()).block()).isInstanceOf(AttachmentHeld.class);
    assertThat(ownStore.waiting(ward).block()).isEqualTo(1);

    sweep(daemon.settings());
    assertThat(ownStore.waiting(ward).block()).as("still no answer").isEqualTo(1);
    assertThat(registry.get("caunoi.media.waiting").gauge().value()).isGreaterThanOrEqualTo(1);

    try (var back = new ClamdTwin()) {
      sweepLater(back.settings());
    }
    assertThat(ownStore.workingCopy(ward, photo.id()).block()).isNotEmpty();
    assertThat(ownStore.waiting(ward).block()).isZero();
  }

  @Test
  void aWaitingPhotoThatIsInfectedIsDestroyed() {
    var daemon = new ClamdTwin();
    daemon.close();
    var photo = store(daemon.settings()).store(ward, infected()).block();
    try (var back = new ClamdTwin()) {
      sweepLater(back.settings());
    }
    assertThatThrownBy(() -> ownStore.workingCopy(ward, photo.id()).block()).isInstanceOf(AttachmentHeld.class).hasMessageContaining("mã độc");
    assertThatThrownBy(() -> ownStore.original(ward, photo.id()).block()).isInstanceOf(NotFound.class);
    assertThat(registry.get("caunoi.media.infected").counter().count()).isEqualTo(1);
  }

  @Test
  void anInfectedPhotoIsRefusedAtTheDoor() {
    try (var daemon = new ClamdTwin()) {
      assertThatThrownBy(() -> store(daemon.settings()).store(ward, infected()).block()).isInstanceOf(InvalidInput.class).hasMessageContaining("mã độc");
      assertThat(store(daemon.settings()).store(ward, Photos.plain(50, 50, "png")).flatMap(photo -> ownStore.workingCopy(ward, photo.id())).block()).isNotEmpty();
    }
    assertThat(registry.get("caunoi.media.infected").counter().count()).isEqualTo(1);
  }

  @Test
  void whatWaitsIsLetGoWhenTheScannerIsTakenAway() {
    var daemon = new ClamdTwin();
    daemon.close();
    var photo = store(daemon.settings()).store(ward, Photos.plain(100, 50, "jpeg")).block();
    sweep(new ClamdSettings(null, 0));
    assertThat(ownStore.workingCopy(ward, photo.id()).block()).isNotEmpty();
  }

  @Test
  void aPhotoThatNobodyKeepsGoesAfterADay() {
    var given = ownStore.store(ward, Photos.plain(100, 50, "jpeg")).block();
    var kept = ownStore.store(ward, Photos.plain(100, 50, "jpeg")).block();
    assertThat(ownStore.keep(ward, List.of(kept.id(), UUID.randomUUID())).collectList().block()).containsExactly(kept.id());

    abandoned(Duration.ofHours(23));
    assertThat(ownStore.workingCopy(ward, given.id()).block()).isNotEmpty();
    abandoned(Duration.ofHours(25));
    assertThatThrownBy(() -> ownStore.workingCopy(ward, given.id()).block()).isInstanceOf(NotFound.class);
    assertThat(ownStore.keep(ward, List.of(given.id())).collectList().block()).as("too late").isEmpty();
    assertThat(ownStore.workingCopy(ward, kept.id()).block()).isNotEmpty();
  }

  private AttachmentStore store(ClamdSettings scanner) {
    return new AttachmentStore(attachments, photos, new Clamd(scanner, later), meters, later);
  }

  private void sweep(ClamdSettings scanner) {
    new ScanSweep(attachments, photos, new Clamd(scanner, later), meters, later).run().block();
  }

  /** When the claim of the sweep before has run out. */
  private void sweepLater(ClamdSettings scanner) {
    new ScanSweep(attachments, photos, new Clamd(scanner, later), meters, Clock.offset(later, Duration.ofHours(1))).run().block();
  }

  private void abandoned(Duration age) {
    new AbandonedSweep(attachments, photos, Clock.offset(Clock.systemUTC(), age)).run().block();
  }

  /** A photo like any other, with something behind its end. */
  private static byte[] infected() {
    var photo = Photos.plain(60, 60, "jpeg");
    var all = Arrays.copyOf(photo, photo.length + ClamdTwin.SIGNATURE.length());
    System.arraycopy(ClamdTwin.SIGNATURE.getBytes(StandardCharsets.US_ASCII), 0, all, photo.length, ClamdTwin.SIGNATURE.length());
    return all;
  }
}
