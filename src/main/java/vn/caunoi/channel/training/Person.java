package vn.caunoi.channel.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resident of one phone, as the stand-in of their network plays them. */
interface Person {
  String state();

  /** What they could do now. */
  List<Gesture> gestures();

  /** What the ward wrote, oldest first. */
  List<Bubble> received();

  void write(String text);

  /** Presses a button of the newest message that has one with this label. */
  void press(String label);

  void sendPhoto(byte[] jpeg);

  void sendLocation(double latitude, double longitude);

  /** Opens the QR code of a residential group as its landing page tells people to. */
  void openGroup(String token);

  void make(Gesture gesture);

  /** A picture of a message, by the name that its {@link Bubble} carries; null when the network did not keep it. */
  byte @Nullable [] picture(String name);
}
