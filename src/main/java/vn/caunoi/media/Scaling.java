package vn.caunoi.media;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Makes pictures smaller. Steps of at most one half keep thin lines, which a single large step would lose. */
final class Scaling {
  private Scaling() {}

  /** At most so many pixels on the longer side; always a plain RGB (or ARGB) picture in sRGB. */
  static BufferedImage fit(BufferedImage image, int longest) {
    int width = image.getWidth();
    int height = image.getHeight();
    double factor = Math.min(1, (double) longest / Math.max(width, height));
    int targetWidth = Math.max(1, (int) Math.round(width * factor));
    int targetHeight = Math.max(1, (int) Math.round(height * factor));
    var current = image;
    while (current.getWidth() > targetWidth * 2 && current.getHeight() > targetHeight * 2) {
      current = draw(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    return draw(current, targetWidth, targetHeight);
  }

  /** An empty picture that can hold the colours of this one. */
  static BufferedImage canvas(BufferedImage like, int width, int height) {
    return new BufferedImage(width, height, like.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
  }

  /** The same picture on white: JPEG knows no transparency. */
  static BufferedImage opaque(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return image;
    }
    var result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var graphics = result.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return result;
  }

  private static BufferedImage draw(BufferedImage image, int width, int height) {
    var result = canvas(image, width, height);
    var graphics = result.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return result;
  }
}
