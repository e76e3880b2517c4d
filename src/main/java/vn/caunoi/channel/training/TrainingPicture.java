package vn.caunoi.channel.training;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** A picture that a simulated resident can send, drawn here: nothing of it is anybody's photo. */
public enum TrainingPicture {
  SMOKE("Khói bốc lên từ mái nhà", TrainingPicture::smoke),
  HOLE("Ổ gà trên đường", TrainingPicture::hole),
  TRUCK("Xe tải chắn ngõ", TrainingPicture::truck),
  RUBBISH("Đống rác cạnh cột điện", TrainingPicture::rubbish);

  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;

  private final String label;
  private final Consumer<Graphics2D> drawing;

  TrainingPicture(String label, Consumer<Graphics2D> drawing) {
    this.label = label;
    this.drawing = drawing;
  }

  public String label() {
    return label;
  }

  /** Draws it anew; takes some milliseconds of a processor. */
  public byte[] jpeg() {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    street(g);
    drawing.accept(g);
    g.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Sky, two houses, a road. */
  private static void street(Graphics2D g) {
    rectangle(g, 0xCFE3F2, 0, 0, WIDTH, 430);
    rectangle(g, 0xE4C9A8, 60, 200, 260, 260);
    rectangle(g, 0xB9D1B0, 620, 160, 280, 300);
    roof(g, 0x9C4A35, 40, 200, 300);
    roof(g, 0x6A7B8C, 600, 160, 320);
    rectangle(g, 0x5C6B7A, 120, 320, 80, 140);
    rectangle(g, 0x5C6B7A, 720, 300, 90, 160);
    rectangle(g, 0xC9C2B4, 0, 430, WIDTH, 60);
    rectangle(g, 0x6F757C, 0, 490, WIDTH, 230);
    for (int x = 20; x < WIDTH; x += 160) {
      rectangle(g, 0xF3EFE2, x, 600, 90, 10);
    }
  }

  private static void smoke(Graphics2D g) {
    rectangle(g, 0xE4572E, 180, 150, 40, 60);
    for (int i = 0; i < 9; i++) {
      disc(g, 0x4A4F55 + i * 0x0A0A0A, 200 + i * 34, 130 - i * 12, 70 + i * 12);
    }
  }

  private static void hole(Graphics2D g) {
    oval(g, 0x3A3F44, 340, 560, 300, 110);
    oval(g, 0x23272B, 370, 580, 230, 76);
    oval(g, 0x7E93A6, 430, 610, 110, 30);
  }

  private static void truck(Graphics2D g) {
    rectangle(g, 0x2F6DBA, 250, 330, 380, 220);
    rectangle(g, 0xD9A441, 630, 400, 130, 150);
    rectangle(g, 0xCFE3F2, 660, 420, 80, 60);
    disc(g, 0x1E1E1E, 340, 560, 80);
    disc(g, 0x1E1E1E, 560, 560, 80);
    disc(g, 0x1E1E1E, 700, 560, 80);
  }

  private static void rubbish(Graphics2D g) {
    rectangle(g, 0x8A8F94, 470, 60, 26, 460);
    g.setColor(new Color(0x30343A));
    g.setStroke(new BasicStroke(4));
    g.drawLine(0, 90, 483, 110);
    g.drawLine(483, 110, WIDTH, 80);
    disc(g, 0x2E5339, 420, 500, 110);
    disc(g, 0x30343A, 520, 510, 120);
    disc(g, 0x7A4A2B, 600, 525, 90);
    rectangle(g, 0xC9A66B, 360, 480, 70, 60);
  }

  private static void roof(Graphics2D g, int rgb, int x, int y, int width) {
    g.setColor(new Color(rgb));
    g.fillPolygon(new int[] {x, x + width / 2, x + width}, new int[] {y, y - 110, y}, 3);
  }

  private static void rectangle(Graphics2D g, int rgb, int x, int y, int width, int height) {
    g.setColor(new Color(rgb));
    g.fillRect(x, y, width, height);
  }

  private static void oval(Graphics2D g, int rgb, int x, int y, int width, int height) {
    g.setColor(new Color(rgb));
    g.fillOval(x, y, width, height);
  }

  private static void disc(Graphics2D g, int rgb, int x, int y, int size) {
    oval(g, rgb, x - size / 2, y - size / 2, size, size);
  }
}
