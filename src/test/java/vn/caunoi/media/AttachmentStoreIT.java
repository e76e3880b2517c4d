package vn.caunoi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;

@CauNoiTest
class AttachmentStoreIT {
  @Autowired AttachmentStore store;
  @Autowired TestWard wards;
  @Autowired CauNoiSettings settings;
  @Autowired TransactionalOperator transactions;

  @Test
  void removesWhereAPhotoWasTaken() throws Exception {
    var ward = wards.create().id();
    var original = Photos.fromAPhone(400, 200);
    assertThat(Imaging.getMetadata(original)).isNotNull();
    var photo = store.store(ward, original).block();

    for (var copy : List.of(store.workingCopy(ward, photo.id()).block(), store.thumbnail(ward, photo.id()).block())) {
      assertThat(Imaging.getMetadata(copy)).isNull();
      assertThat(latin(copy)).doesNotContain("Exif").doesNotContain("GPS").doesNotContain(Photos.CAMERA).doesNotContain("2026:11:22");
    }
  }

  @Test
  void turnsAPhotoUprightBeforeItLosesItsTag() throws Exception {
    var ward = wards.create().id();
    var photo = store.store(ward, Photos.fromAPhone(400, 200)).block();
    assertThat(photo).extracting(Attachment::width, Attachment::height, Attachment::type).containsExactly(200, 400, "image/jpeg");

    var seen = ImageIO.read(new ByteArrayInputStream(store.workingCopy(ward, photo.id()).block()));
    assertThat(seen.getRGB(190, 200) & 0xFF0000).as("the stored upper half is seen on the right").isGreaterThan(0xC00000);
    assertThat(seen.getRGB(10, 200) & 0xFF).as("the stored lower half is seen on the left").isGreaterThan(0xC0);
  }

  @Test
  void keepsTheOriginalUnchanged() throws Exception {
    var ward = wards.create().id();
    var original = Photos.fromAPhone(300, 200);
    var photo = store.store(ward, original).block();
    assertThat(store.original(ward, photo.id()).block()).isEqualTo(original);
    assertThat(photo.sha256()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(original)));
    assertThat(photo.bytes()).isEqualTo(original.length);
  }

  @Test
  void makesLargePhotosSmaller() throws Exception {
    var ward = wards.create().id();
    var photo = store.store(ward, Photos.plain(6000, 3000, "jpeg")).block();
    assertThat(Math.max(photo.width(), photo.height())).isEqualTo(CleanPhoto.LONGEST_SIDE);
    var thumbnail = ImageIO.read(new ByteArrayInputStream(store.thumbnail(ward, photo.id()).block()));
    assertThat(thumbnail.getWidth()).isEqualTo(CleanPhoto.THUMBNAIL_SIDE);
  }

  @Test
  void takesScreenshots() {
    var ward = wards.create().id();
    assertThat(store.store(ward, Photos.plain(120, 240, "png")).block().type()).isEqualTo("image/png");
  }

  static Stream<byte[]> whatIsNoPhoto() {
    var cut = Photos.plain(400, 400, "jpeg");
    return Stream.of(
        "%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.US_ASCII),
        "MZ\u0090\0 photo.jpg".getBytes(StandardCharsets.ISO_8859_1),
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8),
        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1),
        java.util.Arrays.copyOf(cut, 300),
        pngOf(60_000, 60_000),
        new byte[0]);
  }

  /** A header that promises 3.6 billion pixels. */
  private static byte[] pngOf(int width, int height) {
    var png = Photos.plain(10, 10, "png");
    java.nio.ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    var sum = new java.util.zip.CRC32();
    sum.update(png, 12, 17);
    java.nio.ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    return png;
  }

  @ParameterizedTest
  @MethodSource("whatIsNoPhoto")
  void refusesWhatIsNotAPhoto(byte[] bytes) {
    var ward = wards.create().id();
    assertThatThrownBy(() -> store.store(ward, bytes).block()).isInstanceOf(InvalidInput.class).hasMessageContaining("ui lòng");
    assertThat(filesOf(ward)).isEmpty();
  }

  @Test
  void refusesMoreThanTwentyMegabytes() {
    var ward = wards.create().id();
    assertThatThrownBy(() -> store.store(ward, new byte[AttachmentStore.MAX_BYTES + 1]).block()).isInstanceOf(InvalidInput.class)
        .hasMessageContaining("20 MB");
  }

  @Test
  void liesSealedOnDisk() {
    var ward = wards.create().id();
    var photo = store.store(ward, Photos.fromAPhone(400, 200)).block();
    assertThat(filesOf(ward)).hasSize(3).allSatisfy(file -> {
      assertThat(file.getFileName().toString()).startsWith(photo.id().toString());
      assertThat(latin(Files.readAllBytes(file))).doesNotContain("JFIF").doesNotContain("Exif").doesNotContain(Photos.CAMERA);
    });
  }

  @Test
  void leavesNothingAfterDeletion() {
    var ward = wards.create().id();
    var photo = store.store(ward, Photos.plain(100, 100, "jpeg")).block();
    store.delete(ward, photo.id()).block();
    assertThat(filesOf(ward)).isEmpty();
    assertThatThrownBy(() -> store.workingCopy(ward, photo.id()).block()).isInstanceOf(NotFound.class);
    store.delete(ward, photo.id()).block();
  }

  @Test
  void keepsAPhotoWhoseDeletionIsRolledBack() {
    var ward = wards.create().id();
    var photo = store.store(ward, Photos.plain(100, 100, "jpeg")).block();
    assertThatThrownBy(() -> store.delete(ward, photo.id()).then(Mono.error(new IllegalStateException("rolled back")))
        .as(transactions::transactional).block()).hasMessage("rolled back");
    assertThat(store.workingCopy(ward, photo.id()).block()).isNotEmpty();

    store.delete(ward, photo.id()).as(transactions::transactional).block();
    assertThat(filesOf(ward)).isEmpty();
  }

  @Test
  void showsAPhotoToItsWardOnly() {
    var photo = store.store(wards.create().id(), Photos.plain(100, 100, "jpeg")).block();
    var other = wards.create().id();
    assertThatThrownBy(() -> store.workingCopy(other, photo.id()).block()).isInstanceOf(NotFound.class);
  }

  private List<Path> filesOf(UUID ward) {
    var folder = settings.dataDir().resolve("media").resolve(ward.toString());
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
