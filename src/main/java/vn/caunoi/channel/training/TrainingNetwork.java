package vn.caunoi.channel.training;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.simulated.TwinJournal;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.NotFound;

/**
 * One network as a trainee plays with it. What happens here reaches the service as it would from the real network: over HTTP, through the
 * adapter of the channel. Phones live in memory; the same number of phone is the same resident after a restart.
 */
public final class TrainingNetwork {
  private static final int MOST_PHONES = 30;

  private final Channel channel;
  private final IntFunction<Person> people;
  private final FaultBoard faults;
  private final TwinJournal journal;
  private final Clock clock;
  private final List<Handset> handsets = new CopyOnWriteArrayList<>();

  TrainingNetwork(Channel channel, IntFunction<Person> people, FaultBoard faults, TwinJournal journal, Clock clock) {
    this.channel = channel;
    this.people = people;
    this.faults = faults;
    this.journal = journal;
    this.clock = clock;
  }

  public Channel channel() {
    return channel;
  }

  public List<Phone> phones() {
    return handsets.stream().map(Handset::look).toList();
  }

  /** One phone more, for a resident whom trainees call so. */
  public synchronized Phone add(String owner) {
    int number = handsets.size() + 1;
    if (number > MOST_PHONES) {
      throw new Conflict("Đã đủ " + MOST_PHONES + " máy trên " + channel.label() + ".");
    }
    var id = channel.name().toLowerCase(java.util.Locale.ROOT) + "-" + number;
    var handset = new Handset(id, channel, owner, people.apply(number), clock);
    handsets.add(handset);
    return handset.look();
  }

  public boolean has(String phone) {
    return handsets.stream().anyMatch(handset -> handset.id().equals(phone));
  }

  public Phone phone(String phone) {
    return handset(phone).look();
  }

  public void rename(String phone, String owner) {
    handset(phone).rename(owner);
  }

  public List<Bubble> talk(String phone) {
    return handset(phone).talk();
  }

  public void write(String phone, String text) {
    handset(phone).write(text);
  }

  public void press(String phone, String label) {
    handset(phone).press(label);
  }

  public void sendPhoto(String phone, TrainingPicture picture, byte[] jpeg) {
    handset(phone).sendPhoto(picture, jpeg);
  }

  public void sendLocation(String phone, double latitude, double longitude) {
    handset(phone).sendLocation(latitude, longitude);
  }

  /** Scans the QR code of a residential group. */
  public void openGroup(String phone, String token, String name) {
    handset(phone).openGroup(token, name);
  }

  public void make(String phone, Gesture gesture) {
    handset(phone).make(gesture);
  }

  /** A picture that the ward sent to this phone; null when it was not kept. */
  public byte @Nullable [] picture(String phone, String name) {
    return handset(phone).picture(name);
  }

  public List<Fault> faults() {
    return faults.faults();
  }

  /** How many planned faults wait for a message. */
  public int faultsWaiting() {
    return faults.waiting().getAsInt();
  }

  /** Turns a lasting fault on or off, or plans one that happens once. */
  public void turn(String fault, boolean on) {
    faults.turn(fault, on);
  }

  /** Everything works again, and nothing is planned. */
  public void clearFaults() {
    faults.clear();
  }

  /** Newest first. */
  public List<LogLine> log() {
    return journal.entries().stream().map(entry -> LogLine.of(channel, entry)).toList();
  }

  /** Emits whenever something went over the wire; never ends by itself. */
  public Flux<Channel> changes() {
    return journal.changes().map(at -> channel);
  }

  private Handset handset(String phone) {
    return handsets.stream().filter(handset -> handset.id().equals(phone)).findFirst()
        .orElseThrow(() -> new NotFound("Không có máy này. Có thể dịch vụ vừa khởi động lại."));
  }
}
