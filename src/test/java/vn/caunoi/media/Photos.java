package vn.caunoi.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/** Makes photos as phones make them. */
public final class Photos {
  /** What a canary of ours in the camera's notes looks like. */
  public static final String CAMERA = "MayAnhCuaBacTu";

  private Photos() {}

  /** The upper half red, the lower half blue. */
  public static byte[] plain(int width, int height, String format) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width, height / 2);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, height / 2, width, height - height / 2);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** As a camera marks it: where, with what, and which way up (EXIF orientation 1 to 8). */
  public static byte[] tagged(byte[] jpeg, int orientation) {
    try {
      var tags = new TiffOutputSet();
      tags.setGpsInDegrees(105.8342, 21.0278);
      tags.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_ORIENTATION, (short) orientation);
      tags.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_MAKE, CAMERA);
      tags.getOrCreateExifDirectory().add(ExifTagConstants.EXIF_TAG_DATE_TIME_ORIGINAL, "2026:11:22 14:05:00");
      var bytes = new ByteArrayOutputStream();
      new ExifRewriter().updateExifMetadataLossless(jpeg, bytes, tags);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Taken in Hà Nội with the phone held upright, so stored lying (EXIF orientation 6). */
  public static byte[] fromAPhone(int width, int height) {
    return tagged(plain(width, height, "jpeg"), 6);
  }
}
