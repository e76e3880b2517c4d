package vn.caunoi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * The load generator, a process of its own. Posts events over kept-alive connections and, as the networks do, posts again what was not
 * answered with a 2xx. Prints {@code done=N} as it goes and its figures at the end, one {@code name=value} a line.
 * <pre>port= kind=zalo|zalo-greeting|telegram|web app= oa= secret= ward= first=0 connections=32 warmup=0 seconds=0 events=0 rate=0</pre>
 * {@code seconds} or {@code events} bounds it. With a {@code rate} events have a time of their own each, and an acknowledgement counts from
 * then: what queues up behind a slow answer is part of the figure.
 */
public final class Load {
  private static final long PAUSE = 100_000_000;
  /** The web chat holds back newcomers from one network address, so they come from many. */
  private static final int VISITORS_AN_ADDRESS = 50;

  private final Map<String, String> options;
  private final LongFunction<byte[]> events;
  private final long begun = System.nanoTime();
  private final long measuredFrom;
  private final long until;
  private final long last;
  private final long interval;
  private final AtomicLong next;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();

  private Load(Map<String, String> options) {
    this.options = options;
    this.events = events(options);
    long warmup = number("warmup") * 1_000_000_000;
    this.measuredFrom = begun + warmup;
    this.until = number("seconds") == 0 ? Long.MAX_VALUE : measuredFrom + number("seconds") * 1_000_000_000;
    this.next = new AtomicLong(number("first"));
    this.last = number("events") == 0 ? Long.MAX_VALUE : number("first") + number("events");
    this.interval = number("rate") == 0 ? 0 : 1_000_000_000 / number("rate");
  }

  public static void main(String[] arguments) throws InterruptedException {
    new Load(Child.values(arguments)).run();
  }

  private static LongFunction<byte[]> events(Map<String, String> options) {
    return switch (options.get("kind")) {
      case "zalo" -> Events.zalo(options.get("app"), options.get("oa"), options.get("secret"));
      case "zalo-greeting" -> Events.zaloGreeting(options.get("app"), options.get("oa"), options.get("secret"));
      case "telegram" -> Events.telegram(options.get("secret"));
      case "web" -> Events.web(options.get("ward"));
      default -> throw new IllegalArgumentException("kind=" + options.get("kind"));
    };
  }

  private void run() throws InterruptedException {
    var all = new Percentiles();
    var threads = new ArrayList<Thread>();
    var parts = new ArrayList<Percentiles>();
    for (int i = 0; i < Math.max(1, number("connections")); i++) {
      var part = new Percentiles();
      parts.add(part);
      threads.add(Thread.ofPlatform().start(() -> post(part)));
    }
    for (var thread : threads) {
      thread.join();
    }
    double seconds = (Math.min(System.nanoTime(), until) - measuredFrom) / 1e9;
    parts.forEach(all::addAll);
    System.out.printf("measured=%d%nseconds=%f%np50=%f%np99=%f%nposted=%d%nrefused=%d%nbroken=%d%n",
        all.size(), seconds, all.at(0.5), all.at(0.99), done.get(), refused.get(), broken.get());
  }

  private void post(Percentiles times) {
    boolean web = options.get("kind").equals("web");
    int posted = 0;
    try (var line = new Line(Integer.parseInt(options.get("port")))) {
      for (long n = next.getAndIncrement(); n < last; n = next.getAndIncrement()) {
        long due = interval == 0 ? System.nanoTime() : begun + (n - number("first")) * interval;
        if (due - until >= 0) {
          return;
        }
        LockSupport.parkNanos(due - System.nanoTime());
        if (web && posted++ % VISITORS_AN_ADDRESS == 0) {
          line.from(n);
        }
        deliver(line, events.apply(n));
        long end = System.nanoTime();
        if (due - measuredFrom >= 0 && end - until < 0) {
          times.add(end - due);
        }
        if (done.incrementAndGet() % 1_000 == 0) {
          System.out.println("done=" + done.get());
        }
      }
    }
  }

  private void deliver(Line line, byte[] request) {
    while (true) {
      try {
        if (line.send(request) / 100 == 2) {
          return;
        }
        refused.incrementAndGet();
      } catch (IOException e) {
        broken.incrementAndGet();
        line.close();
      }
      if (System.nanoTime() - until >= 0) {
        return;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private long number(String name) {
    return Long.parseLong(options.getOrDefault(name, "0"));
  }
}
