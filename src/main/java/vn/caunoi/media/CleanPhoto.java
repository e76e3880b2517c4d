package vn.caunoi.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.tika.Tika;
import vn.caunoi.platform.InvalidInput;

/**
 * A photo drawn anew, so that nothing but its pixels is left: no EXIF, no place, no comment, no second picture. What it is, is decided by
 * its content and never by a name. Blocks; works in memory alone (ImageIO would put a copy in clear into the temporary folder).
 */
record CleanPhoto(String type, int width, int height, byte[] working, byte[] thumbnail) {
  static final int LONGEST_SIDE = 2560;
  static final int THUMBNAIL_SIDE = 320;

  private static final long MAX_PIXELS = 50_000_000;
  private static final Tika TIKA = new Tika();

  static CleanPhoto of(byte[] bytes) {
    if (bytes.length > AttachmentStore.MAX_BYTES) {
      throw refused("Ảnh lớn quá 20 MB. Vui lòng chụp lại với cỡ nhỏ hơn, hoặc gửi ảnh chụp màn hình của ảnh này.");
    }
    var type = TIKA.detect(bytes);
    var upright = Orientation.of(bytes).turn(decode(bytes, format(type)));
    var fitting = Scaling.fit(upright, LONGEST_SIDE);
    var working = type.equals("image/png") ? Encoding.png(fitting) : Encoding.jpeg(fitting, 0.88f);
    return new CleanPhoto(type, fitting.getWidth(), fitting.getHeight(), working,
        Encoding.jpeg(Scaling.fit(fitting, THUMBNAIL_SIDE), 0.8f));
  }

  private static String format(String type) {
    return switch (type) {
      case "image/jpeg" -> "jpeg";
      case "image/png" -> "png";
      case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence" ->
          throw refused("Ảnh này ở dạng HEIC, hệ thống chưa đọc được. Vui lòng gửi ảnh chụp màn hình của ảnh, hoặc chụp lại ở dạng JPEG.");
      default -> throw refused("Tệp này không phải ảnh JPEG hoặc PNG. Vui lòng gửi một tấm ảnh chụp.");
    };
  }

  /** Only as many pixels as needed are kept while reading: a photo of 50 megapixels never stands in memory whole. */
  private static BufferedImage decode(byte[] bytes, String format) {
    var reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      return read(reader);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw refused("Ảnh này bị hỏng hoặc ở dạng lạ. Vui lòng chụp lại và gửi ảnh khác.");
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage read(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MAX_PIXELS) {
      throw refused("Ảnh có quá nhiều điểm ảnh (hơn 50 triệu). Vui lòng chụp lại với cỡ nhỏ hơn.");
    }
    int step = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, parameters);
  }

  private static InvalidInput refused(String message) {
    return new InvalidInput("photo", message);
  }
}
