package vn.caunoi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.caunoi.platform.InvalidInput;

/** Photos as cameras make them, and as nobody should. */
class CleanPhotoTests {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 32;
  private static final String SECRET = "BiMatTrongAnh";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsEveryOrientationUpright(int orientation) throws IOException {
    var photo = CleanPhoto.of(Photos.tagged(jpeg(stored(orientation)), orientation));
    var seen = ImageIO.read(new ByteArrayInputStream(photo.working()));
    assertThat(photo).extracting(CleanPhoto::width, CleanPhoto::height).containsExactly(WIDTH, HEIGHT);
    for (var corner : new int[][] {{4, 4}, {WIDTH - 5, 4}, {4, HEIGHT - 5}, {WIDTH - 5, HEIGHT - 5}}) {
      assertThat(nearest(seen.getRGB(corner[0], corner[1]))).as("corner %s", Arrays.toString(corner)).isEqualTo(colour(corner[0], corner[1]));
    }
    assertThat(Imaging.getMetadata(photo.working())).isNull();
    assertThat(Imaging.getMetadata(photo.thumbnail())).isNull();
  }

  /** A tag that no camera writes is no reason to turn or refuse a photo. */
  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255})
  void leavesAStrangeOrientationAsItIs(int orientation) {
    assertThat(CleanPhoto.of(Photos.tagged(jpeg(stored(1)), orientation))).extracting(CleanPhoto::width).isEqualTo(WIDTH);
  }

  @Test
  void leavesNothingOfWhatAJpegCarriesBesidesItsPixels() throws IOException {
    var marked = new ByteArrayOutputStream();
    new JpegXmpRewriter().updateXmpXml(Photos.tagged(Photos.plain(200, 100, "jpeg"), 1), marked, "<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + "</x:xmpmeta>");
    var photo = withSegment(withSegment(marked.toByteArray(), 0xFE, SECRET), 0xED, "Photoshop 3.0\0" + SECRET);
    assertThat(latin(photo)).contains(SECRET, Photos.CAMERA);
    clean(photo);
  }

  @Test
  void leavesNothingOfWhatAPngCarriesBesidesItsPixels() throws IOException {
    var photo = withChunk(withChunk(Photos.plain(200, 100, "png"), "tEXt", "Author\0" + SECRET), "eXIf", "MM\0*" + SECRET);
    assertThat(latin(photo)).contains(SECRET);
    clean(photo);
  }

  @Test
  void leavesNothingBehindTheEndOfAPhoto() throws IOException {
    for (var format : new String[] {"jpeg", "png", "gif"}) {
      clean(concat(Photos.plain(200, 100, format), ("PK\3\4 MZ <script>" + SECRET + Photos.CAMERA).getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  @Test
  void keepsTheFirstPictureOfAGif() throws IOException {
    var photo = CleanPhoto.of(Photos.plain(60, 40, "gif"));
    assertThat(photo).extracting(CleanPhoto::type, CleanPhoto::width, CleanPhoto::height).containsExactly("image/png", 60, 40);
  }

  @Test
  void takesWebPWithAndWithoutTransparency() throws IOException {
    var photo = CleanPhoto.of(webp("lossy"));
    assertThat(photo).extracting(CleanPhoto::type, CleanPhoto::width, CleanPhoto::height).containsExactly("image/jpeg", 96, 48);
    var seen = ImageIO.read(new ByteArrayInputStream(photo.working()));
    assertThat(nearest(seen.getRGB(48, 8))).isEqualTo(Color.RED);
    assertThat(nearest(seen.getRGB(48, 40))).isEqualTo(Color.BLUE);
    assertThat(CleanPhoto.of(webp("lossless")).type()).isEqualTo("image/png");
  }

  /** Cutting anywhere, turning any byte over: a picture comes out or a sentence for the sender, never anything else. */
  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "lossy", "lossless"})
  void survivesBrokenPhotos(String kind) throws IOException {
    var whole = kind.startsWith("loss") ? webp(kind) : Photos.plain(40, 30, kind);
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      var broken = random.nextBoolean() ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int flips = random.nextInt(6); flips > 0 && broken.length > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(CleanPhoto.of(broken).working()).isNotEmpty();
      } catch (InvalidInput refused) {
        assertThat(refused).hasMessageContaining("ui lòng");
      }
    }
  }

  @Test
  void refusesWhatOnlyClaimsToBeHuge() {
    var png = Photos.plain(10, 10, "png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    ByteBuffer.wrap(png).putInt(29, crc(png, 12, 17));
    var jpeg = Photos.plain(10, 10, "jpeg");
    int frame = indexOf(jpeg, 0xC0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    var gif = Photos.plain(10, 10, "gif");
    int picture = latin(gif).indexOf(',', 13);
    ByteBuffer.wrap(gif).order(java.nio.ByteOrder.LITTLE_ENDIAN).putShort(picture + 5, (short) 65_000).putShort(picture + 7, (short) 65_000);
    for (var bomb : new byte[][] {png, jpeg, gif}) {
      refused(bomb);
    }
  }

  /** The same scan a thousand times over is a small file and a long day. */
  @Test
  void refusesAJpegOfTooManyScans() {
    var jpeg = Photos.plain(10, 10, "jpeg");
    int scan = indexOf(jpeg, 0xDA);
    var scans = new ByteArrayOutputStream();
    scans.write(jpeg, 0, scan);
    for (int i = 0; i < 100; i++) {
      scans.write(jpeg, scan, jpeg.length - scan - 2);
    }
    scans.write(jpeg, jpeg.length - 2, 2);
    assertThat(JpegShape.of(scans.toByteArray())).isEqualTo(new JpegShape(false, 100));
    assertThat(JpegShape.of(jpeg)).isEqualTo(new JpegShape(false, 1));
    refused(scans.toByteArray());
  }

  @Test
  void refusesProgramsAndPagesWhateverTheyLookLike() {
    var jpeg = Photos.plain(20, 20, "jpeg");
    var exe = concat("MZ\u0090\0\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1), jpeg);
    for (var foreign : new byte[][] {exe, "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8),
        "<!DOCTYPE html><html><body>\u00FF\u00D8\u00FF</body></html>".getBytes(StandardCharsets.ISO_8859_1), "%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.US_ASCII),
        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1), "\0\0\0\u0018ftypisom\0\0\2\0isomiso2".getBytes(StandardCharsets.ISO_8859_1),
        "OggS\0\2".getBytes(StandardCharsets.ISO_8859_1), "#!/bin/sh\nrm -rf /".getBytes(StandardCharsets.US_ASCII), new byte[0], new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}}) {
      refused(foreign);
    }
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> CleanPhoto.of(bytes)).isInstanceOf(InvalidInput.class).hasMessageContaining("ui lòng");
  }

  private static void clean(byte[] bytes) throws IOException {
    var photo = CleanPhoto.of(bytes);
    for (var copy : new byte[][] {photo.working(), photo.thumbnail()}) {
      assertThat(latin(copy)).doesNotContain(SECRET).doesNotContain(Photos.CAMERA).doesNotContain("Exif").doesNotContain("xmpmeta").doesNotContain("Photoshop");
    }
    assertThat(Imaging.getXmpXml(photo.working())).isNull();
  }

  /** What the eye should see: four corners of four colours. */
  private static Color colour(int x, int y) {
    return y < HEIGHT / 2 ? x < WIDTH / 2 ? Color.RED : Color.GREEN : x < WIDTH / 2 ? Color.BLUE : Color.WHITE;
  }

  private static Color nearest(int rgb) {
    return new Color(fullOrNone(rgb >> 16), fullOrNone(rgb >> 8), fullOrNone(rgb));
  }

  private static int fullOrNone(int channel) {
    return (channel & 0xFF) > 127 ? 255 : 0;
  }

  /** The picture as the camera stores it when it is held that way (EXIF 2.3, tag 274). */
  private static BufferedImage stored(int orientation) {
    boolean lying = orientation >= 5;
    int width = lying ? HEIGHT : WIDTH;
    int height = lying ? WIDTH : HEIGHT;
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        int[] at = switch (orientation) {
          case 2 -> new int[] {width - 1 - x, y};
          case 3 -> new int[] {width - 1 - x, height - 1 - y};
          case 4 -> new int[] {x, height - 1 - y};
          case 5 -> new int[] {y, x};
          case 6 -> new int[] {y, height - 1 - x};
          case 7 -> new int[] {width - 1 - y, height - 1 - x};
          case 8 -> new int[] {width - 1 - y, x};
          default -> new int[] {x, y};
        };
        image.setRGB(at[0], at[1], colour(x, y).getRGB());
      }
    }
    return image;
  }

  private static byte[] jpeg(BufferedImage image) {
    return Encoding.jpeg(image, 0.95f);
  }

  private static byte[] webp(String name) throws IOException {
    try (var in = CleanPhotoTests.class.getResourceAsStream("/media/" + name + ".webp")) {
      return in.readAllBytes();
    }
  }

  private static byte[] withSegment(byte[] jpeg, int marker, String content) {
    var segment = ByteBuffer.allocate(4 + content.length()).put((byte) 0xFF).put((byte) marker).putShort((short) (2 + content.length()))
        .put(content.getBytes(StandardCharsets.ISO_8859_1)).array();
    return concat(Arrays.copyOf(jpeg, 2), concat(segment, Arrays.copyOfRange(jpeg, 2, jpeg.length)));
  }

  /** Behind the header chunk, which every PNG has first. */
  private static byte[] withChunk(byte[] png, String type, String content) {
    var chunk = ByteBuffer.allocate(12 + content.length()).putInt(content.length()).put((type + content).getBytes(StandardCharsets.ISO_8859_1));
    chunk.putInt(crc(chunk.array(), 4, 4 + content.length()));
    return concat(Arrays.copyOf(png, 33), concat(chunk.array(), Arrays.copyOfRange(png, 33, png.length)));
  }

  private static int crc(byte[] bytes, int from, int length) {
    var sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  private static int indexOf(byte[] jpeg, int marker) {
    int at = 0;
    while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) marker) {
      at++;
    }
    return at;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
