package vn.caunoi.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import vn.caunoi.platform.InvalidInput;

/**
 * A photo drawn anew, so that nothing but its pixels is left: no EXIF, no place, no comment, no second picture, nothing behind its end. Of
 * what moves, the first picture is kept. Blocks; works in memory alone (ImageIO would put a copy in clear into the temporary folder).
 */
record CleanPhoto(String type, int width, int height, byte[] working, byte[] thumbnail) {
  static final int LONGEST_SIDE = 2560;
  static final int THUMBNAIL_SIDE = 320;

  /** Errs with {@link InvalidInput}, in words for the sender. */
  static CleanPhoto of(byte[] bytes) {
    if (bytes.length > AttachmentStore.MAX_BYTES) {
      throw PhotoFormat.refused("Ảnh lớn quá 20 MB. Vui lòng chụp lại với cỡ nhỏ hơn, hoặc gửi ảnh chụp màn hình của ảnh này.");
    }
    var format = PhotoFormat.of(bytes);
    var upright = Orientation.of(bytes).turn(decode(bytes, format));
    var fitting = Scaling.fit(upright, LONGEST_SIDE);
    boolean drawing = format == PhotoFormat.PNG || format == PhotoFormat.GIF || fitting.getColorModel().hasAlpha();
    return new CleanPhoto(drawing ? "image/png" : "image/jpeg", fitting.getWidth(), fitting.getHeight(),
        drawing ? Encoding.png(fitting) : Encoding.jpeg(fitting, 0.88f), Encoding.jpeg(Scaling.fit(fitting, THUMBNAIL_SIDE), 0.8f));
  }

  /** Decoders meet bytes made to break them, and say so in many ways. */
  private static BufferedImage decode(byte[] bytes, PhotoFormat format) {
    ImageReader reader = null;
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader = format.reader();
      reader.setInput(in, true, true);
      return read(reader, bytes, format);
    } catch (InvalidInput e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw PhotoFormat.refused("Ảnh này bị hỏng hoặc ở dạng lạ. Vui lòng chụp lại và gửi ảnh khác.");
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  /** Only as many pixels as needed are kept while reading: a photo of 50 megapixels never stands in memory whole. */
  private static BufferedImage read(ImageReader reader, byte[] bytes, PhotoFormat format) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    format.checkSize(bytes, (long) width * height);
    int step = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, parameters);
  }
}
