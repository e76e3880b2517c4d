package vn.caunoi.console.ward;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** A QR code as one SVG path on a grid of {@code size} squares, the quiet zone of four squares included. */
record QrCode(int size, String path) {
  private static final int QUIET = 4;

  /** Level Q: a quarter of the code may be dirty or torn, which a sheet on a stairwell wall will be. */
  static QrCode of(String text) {
    try {
      var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
          Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.Q, EncodeHintType.MARGIN, QUIET));
      var path = new StringBuilder();
      for (int y = 0; y < matrix.getHeight(); y++) {
        for (int x = 0; x < matrix.getWidth(); x++) {
          int start = x;
          while (x < matrix.getWidth() && matrix.get(x, y)) {
            x++;
          }
          if (x > start) {
            path.append("M%d %dh%dv1h-%dz".formatted(start, y, x - start, x - start));
          }
        }
      }
      return new QrCode(matrix.getWidth(), path.toString());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }
}
