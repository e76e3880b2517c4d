package vn.caunoi.channel.training;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.channel.simulated.ZaloTwinResident;

/** Somebody with Zalo. */
final class ZaloPerson implements Person {
  private static final Duration FREE = Duration.ofHours(48);
  private static final Duration BILLED = Duration.ofDays(7);

  private final ZaloTwinOa oa;
  private final ZaloTwinResident resident;
  private final Clock clock;

  ZaloPerson(ZaloTwinOa oa, ZaloTwinResident resident, Clock clock) {
    this.oa = oa;
    this.resident = resident;
    this.clock = clock;
  }

  @Override
  public String state() {
    var last = resident.lastInteraction();
    if (resident.isBlocking()) {
      return "Đang chặn tin của OA";
    }
    if (resident.hasLeft()) {
      return "Đã bỏ quan tâm: OA không nhắn tới được";
    }
    if (last == null) {
      return resident.isFollowing() ? "Đang quan tâm, chưa nhắn lần nào" : "Chưa tương tác: OA không nhắn tới được";
    }
    var quiet = Duration.between(last, clock.instant());
    if (quiet.compareTo(FREE) < 0) {
      return "Nhắn miễn phí còn %d giờ".formatted(FREE.minus(quiet).toHours());
    }
    return quiet.compareTo(BILLED) < 0
        ? "Nhắn có phí còn %d giờ".formatted(BILLED.minus(quiet).toHours())
        : "Quá 7 ngày: OA không nhắn tới được";
  }

  @Override
  public List<Gesture> gestures() {
    var possible = new ArrayList<Gesture>();
    possible.add(resident.isFollowing() ? Gesture.LEAVE : Gesture.FOLLOW);
    possible.add(resident.isBlocking() ? Gesture.UNBLOCK : Gesture.BLOCK);
    if (resident.lastInteraction() != null) {
      possible.add(Gesture.QUIET_3_DAYS);
      possible.add(Gesture.QUIET_8_DAYS);
      possible.add(Gesture.WITHDRAW);
    }
    possible.add(Gesture.STICKER);
    return possible;
  }

  @Override
  public List<Bubble> received() {
    return oa.messagesTo(resident.id()).stream().map(ZaloPerson::bubble).toList();
  }

  private static Bubble bubble(ZaloTwinOa.Message message) {
    var choices = message.buttons().stream()
        .map(button -> new Bubble.Choice(button.title(), button.type().equals("oa.open.url") ? button.payload() : null)).toList();
    return new Bubble(message.at(), Bubble.Kind.THEIRS, message.text(), message.picture(), choices);
  }

  @Override
  public void write(String text) {
    resident.says(text);
  }

  @Override
  public void press(String label) {
    resident.taps(label);
  }

  @Override
  public void sendPhoto(byte[] jpeg) {
    resident.sendsPhoto(jpeg, null);
  }

  @Override
  public void sendLocation(double latitude, double longitude) {
    resident.sendsLocation(latitude, longitude);
  }

  /** Zalo carries no start parameter: one follows the OA and sends the text of the code. */
  @Override
  public void openGroup(String token) {
    if (!resident.isFollowing()) {
      resident.follows();
    }
    resident.says("g-" + token);
  }

  @Override
  public byte @Nullable [] picture(String name) {
    return oa.picture(name);
  }

  @Override
  public void make(Gesture gesture) {
    switch (gesture) {
      case FOLLOW -> resident.follows();
      case LEAVE -> resident.unfollows();
      case BLOCK -> resident.blocks();
      case UNBLOCK -> resident.unblocks();
      case QUIET_3_DAYS -> resident.lastWroteAgo(Duration.ofDays(3));
      case QUIET_8_DAYS -> resident.lastWroteAgo(Duration.ofDays(8));
      case STICKER -> resident.sendsSticker();
      case WITHDRAW -> resident.withdraws();
      case START -> throw new IllegalArgumentException("Zalo has no start button");
    }
  }
}
