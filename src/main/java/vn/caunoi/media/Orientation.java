package vn.caunoi.media;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.jpeg.JpegImageMetadata;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.webp.WebPImageMetadata;

/** How the camera was held, by the EXIF numbers 1 to 8: drawing anew loses the tag, so the picture is turned first. */
record Orientation(int tag) {
  private static final Orientation UPRIGHT = new Orientation(1);

  static Orientation of(byte[] bytes) {
    try {
      var exif = switch (Imaging.getMetadata(bytes)) {
        case JpegImageMetadata jpeg -> jpeg.getExif();
        case WebPImageMetadata webp -> webp.getExif();
        case null, default -> null;
      };
      var field = exif == null ? null : exif.findField(TiffTagConstants.TIFF_TAG_ORIENTATION, true);
      return field == null ? UPRIGHT : new Orientation(field.getIntValue());
    } catch (IOException | RuntimeException e) {
      return UPRIGHT;                                            // a broken tag is no reason to refuse a photo
    }
  }

  BufferedImage turn(BufferedImage image) {
    if (tag < 2 || tag > 8) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean lying = tag >= 5;
    var turned = Scaling.canvas(image, lying ? height : width, lying ? width : height);
    var graphics = turned.createGraphics();
    graphics.drawImage(image, transform(width, height), null);
    graphics.dispose();
    return turned;
  }

  /** Matrix rows (m00 m10 m01 m11 m02 m12) that bring each stored pixel to where it is seen. */
  private AffineTransform transform(int width, int height) {
    return switch (tag) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
