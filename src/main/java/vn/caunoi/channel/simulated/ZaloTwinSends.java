package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.simulated.ZaloTwinFaults.Trouble;
import vn.caunoi.channel.simulated.ZaloTwinOa.Message;

/** Takes the messages of one OA: checks them, keeps Zalo's windows and hours, puts them on the phones, goes wrong as planned. */
final class ZaloTwinSends {
  private static final int REMEMBERED = 20_000;
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final LocalTime MORNING = LocalTime.of(6, 0);
  private static final LocalTime NIGHT = LocalTime.of(22, 0);

  private final ZaloTwinRules rules;
  private final Clock clock;
  private final Function<String, @Nullable ZaloTwinResident> residents;
  private final ZaloTwinQuotas quotas;
  private final ZaloTwinFaults faults = new ZaloTwinFaults();
  private final Newest<Message> messages = new Newest<>(REMEMBERED);
  private final AtomicLong accepted = new AtomicLong();

  ZaloTwinSends(ZaloTwinRules rules, Clock clock, Function<String, @Nullable ZaloTwinResident> residents, ZaloTwinQuotas quotas) {
    this.rules = rules;
    this.clock = clock;
    this.residents = residents;
    this.quotas = quotas;
  }

  /** What became of one request: the answer, and the message when one reached a phone. */
  record Sent(ZaloTwinAnswer answer, @Nullable Message message) {}

  ZaloTwinFaults faults() {
    return faults;
  }

  long accepted() {
    return accepted.get();
  }

  /** The newest, oldest first. */
  List<Message> messages() {
    return messages.all();
  }

  Sent take(ZaloTwinLetter letter, java.util.Set<String> pictures) {
    var plan = faults.next();
    if (plan != null && plan.trouble() == Trouble.ERROR) {
      return refused(plan.code());
    }
    if (plan != null && plan.trouble() == Trouble.HTTP_500 || rules.down) {
      return new Sent(ZaloTwinAnswer.page(500, "<html>Internal Server Error</html>"), null);
    }
    var resident = residents.apply(letter.userId());
    int error = letter.error(rules.buttons, pictures);
    int closed = error != 0 || !rules.windows ? error : quotas.take(resident);
    if (closed != 0) {
      return refused(closed);
    }
    var message = new Message(ZaloTwinTokens.random(), letter.userId(), letter.text(), letter.buttons(), letter.picture(), clock.instant());
    accepted.incrementAndGet();
    show(message);
    if (plan != null) {
      return new Sent(plan.trouble() == Trouble.SILENCE ? ZaloTwinAnswer.silence() : ZaloTwinAnswer.cutOff(), message);
    }
    return new Sent(ZaloTwinAnswer.ok(receipt(message, resident)), message);
  }

  /** An article to many followers at once: from six in the morning to ten at night only. Nobody's phone shows it here. */
  ZaloTwinAnswer broadcast() {
    var now = clock.instant().atZone(VIETNAM).toLocalTime();
    return now.isBefore(MORNING) || !now.isBefore(NIGHT)
        ? ZaloTwinAnswer.error(-234, "Message type can not be sent at this time (10:00PM - 6:00AM)")
        : ZaloTwinAnswer.ok(Map.of("message_id", ZaloTwinTokens.random()));
  }

  private static Sent refused(int code) {
    return new Sent(ZaloTwinAnswer.error(code, null), null);
  }

  void show(Message message) {
    messages.add(message);
  }

  private Map<String, Object> receipt(Message message, @Nullable ZaloTwinResident resident) {
    var data = new LinkedHashMap<String, Object>();
    data.put("message_id", message.id());
    data.put("user_id", message.userId());
    data.put("sent_time", String.valueOf(message.at().toEpochMilli()));
    data.putAll(quotas.beside(resident));
    return data;
  }
}
