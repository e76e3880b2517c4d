package vn.caunoi.channel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How one simulated OA behaves. Every value may be changed while it runs; the defaults are Zalo's rules with receipts at once. */
public final class ZaloTwinRules {
  /** Zalo's retry ladder as most documents tell it; afterwards the subscription ends. */
  public static final List<Duration> LADDER = List.of(
      Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1));

  volatile boolean stateAgency;
  volatile boolean buttons = true;
  volatile boolean windows = true;
  volatile int requestsPerMinute = 4_000;
  volatile String packageName = "Toàn diện";
  volatile Instant packageUntil = Instant.now().plus(Duration.ofDays(200));
  volatile Duration answerDelay = Duration.ZERO;
  volatile Duration accessTokenLife = Duration.ofSeconds(90_000);
  volatile boolean down;
  volatile boolean receipts = true;
  volatile Duration receiptDelay = Duration.ofMillis(200);
  volatile boolean duplicates;
  volatile Duration shuffle = Duration.ZERO;
  volatile List<Duration> ladder = LADDER;

  ZaloTwinRules() {}

  /** {@code oa_type} 4: v3 answers -235, v2 takes messages. Otherwise an enterprise (2): v2 answers -240. */
  public ZaloTwinRules stateAgency(boolean yes) {
    stateAgency = yes;
    return this;
  }

  /** False: a message with buttons answers -201. */
  public ZaloTwinRules takesButtons(boolean yes) {
    buttons = yes;
    return this;
  }

  /** False: anybody can be written to at any time. */
  public ZaloTwinRules keepsWindows(boolean yes) {
    windows = yes;
    return this;
  }

  /** Above it -32 until the minute is over. */
  public ZaloTwinRules requestsPerMinute(int most) {
    requestsPerMinute = most;
    return this;
  }

  /** What {@code getoa} says of the OA's package; an empty name says nothing. */
  public ZaloTwinRules onPackage(String name, Instant until) {
    packageName = name;
    packageUntil = until;
    return this;
  }

  /** Every answer waits so long. */
  public ZaloTwinRules answersAfter(Duration delay) {
    answerDelay = delay;
    return this;
  }

  /** Every message is answered with a page of HTTP 500 and reaches nobody. */
  public ZaloTwinRules down(boolean yes) {
    down = yes;
    return this;
  }

  public ZaloTwinRules accessTokenLife(Duration life) {
    accessTokenLife = life;
    return this;
  }

  /** Whether each message is echoed, received and seen. */
  public ZaloTwinRules sendsReceipts(boolean yes) {
    receipts = yes;
    return this;
  }

  public ZaloTwinRules receiptDelay(Duration delay) {
    receiptDelay = delay;
    return this;
  }

  /** Every event comes twice at nearly the same time. */
  public ZaloTwinRules repeatsEvents(boolean yes) {
    duplicates = yes;
    return this;
  }

  /** Events wait a random time up to this, so that they overtake each other. */
  public ZaloTwinRules shufflesEvents(Duration upTo) {
    shuffle = upTo;
    return this;
  }

  /** Pauses between the attempts of one event. */
  public ZaloTwinRules retriesAfter(List<Duration> pauses) {
    ladder = List.copyOf(pauses);
    return this;
  }
}
