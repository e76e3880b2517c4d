package vn.caunoi.channel.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.simulated.TelegramTwinMessage;
import vn.caunoi.channel.simulated.TelegramTwinResident;

/** Somebody with Telegram. */
final class TelegramPerson implements Person {
  private final TelegramTwinResident resident;

  TelegramPerson(TelegramTwinResident resident) {
    this.resident = resident;
  }

  @Override
  public String state() {
    if (resident.hasBlocked()) {
      return "Đang chặn bot";
    }
    return resident.hasStarted() ? "Đã bấm Start: bot nhắn tới được" : "Chưa bấm Start: bot không nhắn tới được";
  }

  @Override
  public List<Gesture> gestures() {
    return List.of(Gesture.START, resident.hasBlocked() ? Gesture.UNBLOCK : Gesture.BLOCK);
  }

  @Override
  public List<Bubble> received() {
    return resident.inbox().stream().map(TelegramPerson::bubble).toList();
  }

  private static Bubble bubble(TelegramTwinMessage message) {
    var choices = message.keys().stream().map(key -> new Bubble.Choice(key.label(), key.url().isEmpty() ? null : key.url())).toList();
    return new Bubble(message.at(), Bubble.Kind.THEIRS, message.text(), message.photo() ? Bubble.UNSEEN : null, choices);
  }

  @Override
  public void write(String text) {
    resident.write(text);
  }

  @Override
  public void press(String label) {
    resident.press(label);
  }

  @Override
  public void sendPhoto(byte[] jpeg) {
    resident.sendPhoto(jpeg, "");
  }

  @Override
  public void sendLocation(double latitude, double longitude) {
    resident.sendLocation(latitude, longitude);
  }

  @Override
  public void openGroup(String token) {
    resident.start("g-" + token);
  }

  @Override
  public byte @Nullable [] picture(String name) {
    return null;
  }

  @Override
  public void make(Gesture gesture) {
    switch (gesture) {
      case START -> resident.start("");
      case BLOCK -> resident.block();
      case UNBLOCK -> resident.unblock();
      default -> throw new IllegalArgumentException("Telegram has no such gesture: " + gesture);
    }
  }
}
