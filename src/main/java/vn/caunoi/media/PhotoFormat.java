package vn.caunoi.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.apache.tika.Tika;
import vn.caunoi.platform.InvalidInput;

/** The pictures we can draw anew. Which one it is, is decided by the content and never by a name. */
enum PhotoFormat {
  JPEG, PNG, GIF, WEBP;

  private static final Tika TIKA = new Tika();
  private static final int MOST_SCANS = 64;
  /** Read row by row, so only as many pixels as needed are kept. */
  private static final long STREAMED = 50_000_000;
  /** Decoded into memory whole first. */
  private static final long WHOLE = 24_000_000;

  /** Errs with {@link InvalidInput}, in words for the sender, when it is anything else. */
  static PhotoFormat of(byte[] bytes) {
    return switch (TIKA.detect(bytes)) {
      case "image/jpeg" -> JPEG;
      case "image/png" -> PNG;
      case "image/gif" -> GIF;
      case "image/webp" -> WEBP;
      case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif" ->
          throw refused("Ảnh này ở dạng HEIC, hệ thống chưa đọc được. Vui lòng gửi ảnh chụp màn hình của ảnh, hoặc chụp lại ở dạng JPEG.");
      default -> throw refused("Tệp này không phải ảnh chụp (JPEG, PNG, WebP). Vui lòng gửi một tấm ảnh chụp.");
    };
  }

  /** Errs with {@link InvalidInput} when decoding would take more memory or time than a photo is worth. */
  void checkSize(byte[] bytes, long pixels) {
    var jpeg = this == JPEG ? JpegShape.of(bytes) : new JpegShape(this == WEBP, 1);
    if (jpeg.scans() > MOST_SCANS) {
      throw refused("Ảnh này ở dạng lạ. Vui lòng chụp lại và gửi ảnh khác.");
    }
    long most = jpeg.progressive() ? WHOLE : STREAMED;
    if (pixels > most) {
      throw refused("Ảnh có quá nhiều điểm ảnh (hơn %d triệu). Vui lòng chụp lại với cỡ nhỏ hơn.".formatted(most / 1_000_000));
    }
  }

  ImageReader reader() throws IOException {
    return this == WEBP ? new WebPImageReaderSpi().createReaderInstance(null) : ImageIO.getImageReadersByFormatName(name()).next();
  }

  static InvalidInput refused(String message) {
    return new InvalidInput("photo", message);
  }
}
