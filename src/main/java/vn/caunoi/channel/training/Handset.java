package vn.caunoi.channel.training;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;
import vn.caunoi.platform.Conflict;

/** One phone: who holds it, and what its screen shows. The network keeps what came in, the phone what went out. */
final class Handset {
  private static final int KEPT = 300;
  private static final int SHOWN = 80;

  private final String id;
  private final Channel channel;
  private final Person person;
  private final Clock clock;
  private final Deque<Bubble> own = new ArrayDeque<>();
  private volatile String owner;

  Handset(String id, Channel channel, String owner, Person person, Clock clock) {
    this.id = id;
    this.channel = channel;
    this.owner = owner;
    this.person = person;
    this.clock = clock;
  }

  String id() {
    return id;
  }

  Phone look() {
    return new Phone(id, channel, owner, person.state(), person.gestures());
  }

  void rename(String name) {
    owner = name;
  }

  /** The newest bubbles, oldest first. */
  synchronized List<Bubble> talk() {
    var all = Stream.concat(own.stream(), person.received().stream()).sorted(Comparator.comparing(Bubble::at)).toList();
    return all.subList(Math.max(0, all.size() - SHOWN), all.size());
  }

  void write(String text) {
    keep(Bubble.mine(clock.instant(), text));
    person.write(text);
  }

  void press(String label) {
    if (talk().stream().noneMatch(bubble -> bubble.choices().stream().anyMatch(choice -> choice.url() == null && choice.label().equals(label)))) {
      throw new Conflict("Nút này không còn trên điện thoại.");
    }
    keep(Bubble.mine(clock.instant(), label));
    person.press(label);
  }

  void sendPhoto(TrainingPicture picture, byte[] jpeg) {
    keep(Bubble.photo(clock.instant(), picture));
    person.sendPhoto(jpeg);
  }

  void sendLocation(double latitude, double longitude) {
    keep(Bubble.mine(clock.instant(), "📍 Vị trí " + latitude + ", " + longitude));
    person.sendLocation(latitude, longitude);
  }

  void openGroup(String token, String name) {
    keep(Bubble.note(clock.instant(), "Quét mã QR của " + name));
    person.openGroup(token);
  }

  void make(Gesture gesture) {
    if (!person.gestures().contains(gesture)) {
      throw new Conflict("Lúc này không làm được việc đó trên điện thoại này.");
    }
    keep(Bubble.note(clock.instant(), gesture.label()));
    person.make(gesture);
  }

  byte @Nullable [] picture(String name) {
    return person.picture(name);
  }

  private synchronized void keep(Bubble bubble) {
    if (own.size() == KEPT) {
      own.removeFirst();
    }
    own.addLast(bubble);
  }
}
