package vn.caunoi.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.caunoi.channel.simulated.TelegramTwinProcess;
import vn.caunoi.channel.simulated.ZaloTwinProcess;

/**
 * Measures the packaged service against the stand-ins of both networks, everything on this machine and each in a process of its own, and
 * prints one table. See docs/operations.md for the command. Properties: {@code bench.warmup}, {@code bench.seconds}, {@code bench.events},
 * {@code bench.deliveries}.
 */
public final class Benchmark {
  private static final int WARMUP = Integer.getInteger("bench.warmup", 60);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
  private static final int EVENTS = Integer.getInteger("bench.events", 100_000);
  private static final int DELIVERIES = Integer.getInteger("bench.deliveries", 20_000);
  private static final int CONNECTIONS = 32;
  private static final String SECRET = "bench-secret";
  /** The three ways in and out: what is posted, and how the ledger calls the channel. */
  private static final List<Road> ROADS = List.of(
      new Road("signed Zalo events", "zalo", "zalo-greeting", "ZALO"), new Road("Telegram updates", "telegram", "telegram", "TELEGRAM"),
      new Road("web chat messages", "web", "web", "WEB"));
  private static final int ALLOWED = 25;
  private static final int NETWORK = 30;

  private record Road(String what, String traffic, String greeting, String channel) {}

  private final Path folder = Path.of("target", "bench").toAbsolutePath();
  private final Path log = folder.resolve("service.log");
  private final Path data = folder.resolve("data");
  private final int port = freePort();
  private final int telegramPort = freePort();
  private final Table table = new Table();
  private final Map<String, String> settings = new HashMap<>();
  private Path jar = Path.of("target", "caunoi.jar").toAbsolutePath();
  private List<String> flags = List.of();
  private long first;
  private long peak;

  public static void main(String[] arguments) throws Exception {
    new Benchmark().run();
  }

  private Benchmark() throws IOException {}

  private void run() throws Exception {
    prepare();
    try (var zalo = Child.of(log, ZaloTwinProcess.class)) {
      settings.putAll(Map.of("ZALO_APP_ID", zalo.say("app_id"), "ZALO_APP_SECRET", zalo.say("app_secret"), "ZALO_OA_ID", zalo.say("oa_id"),
          "ZALO_OA_SECRET", zalo.say("oa_secret"), "ZALO_REFRESH_TOKEN", zalo.say("refresh_token")));
      for (var url : List.of("ZALO_API_URL", "ZALO_OAUTH_URL", "ZALO_BUSINESS_URL")) {
        settings.put(url, zalo.say("address"));
      }
      try (var telegram = telegramTwin(0)) {
        var database = starts();
        intake(database);
        crashes(database);
        outcome(database, telegram);
      }
      paced(new Database(data));
    }
    table.row("peak resident memory of the service", "%d MB", peak);
    table.print();
  }

  private void prepare() throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
    settings.putAll(Map.of("CAUNOI_DATA_DIR", data.toString(), "CAUNOI_HOME", Path.of("").toAbsolutePath().toString(), "CAUNOI_DEMO", "false",
        "CAUNOI_DELIVERY_PACING", "false", "SERVER_ADDRESS", "127.0.0.1",
        "TELEGRAM_BOT_TOKEN", "1000001:bench", "TELEGRAM_API_URL", "http://127.0.0.1:" + telegramPort, "TELEGRAM_WEBHOOK_SECRET", SECRET));
  }

  private Child telegramTwin(int perSecond) throws IOException {
    return Child.of(log, TelegramTwinProcess.class, String.valueOf(telegramPort), String.valueOf(perSecond));
  }

  private Database starts() throws Exception {
    Database database;
    try (var service = start()) {
      table.row("start to healthy, packaged jar, empty folder", "%.1f s", service.secondsToHealthy());
      database = new Database(data);
      database.makeWard();
    }
    try (var service = start()) {
      table.row("start to healthy, packaged jar, database there", "%.1f s", service.secondsToHealthy());
    }
    if (Runtime.version().feature() >= 25) {
      trainCache();
      try (var service = start()) {
        table.row("start to healthy, AOT cache, database there", "%.1f s", service.secondsToHealthy());
      }
    }
    return database;
  }

  /** As in the Dockerfile. */
  private void trainCache() throws IOException, InterruptedException {
    var app = folder.resolve("app");
    Process extract = new ProcessBuilder(Child.java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", app.toString()).start();
    extract.waitFor();
    jar = app.resolve("caunoi.jar");
    var train = Map.of("CAUNOI_DATA_DIR", folder.resolve("train").toString(), "CAUNOI_HOME", settings.get("CAUNOI_HOME"));
    Service.start(log, train, port, List.of("-XX:AOTCacheOutput=caunoi.aot"), jar).close();
    flags = List.of("-XX:AOTCache=caunoi.aot");
  }

  private Service start() throws IOException, InterruptedException {
    return Service.start(log, settings, port, flags, jar);
  }

  private void intake(Database database) throws Exception {
    try (var service = start()) {
      var probe = load("zalo", "events=200").ended(60);
      Thread.sleep(2_000);
      double inserts = database.singleInserts(Math.min(15, SECONDS), 420);
      table.row("one-row committed inserts, 8 JDBC connections", "%.0f /s", inserts);
      for (var road : ROADS) {
        double rate = saturated(road);
        if (road.channel().equals("ZALO")) {
          table.row("intake ÷ one-row inserts", "%.0f %%", 100 * rate / inserts);
        }
        drop(database);
      }
      if (probe.number("refused") > 0) {
        throw new IllegalStateException("the first events are refused");
      }
      var calm = load("zalo", "rate=300", "warmup=5", "seconds=" + SECONDS).ended(SECONDS + 60);
      table.row("acknowledgement at 300 events/s", "p50 %.1f ms, p99 %.1f ms, %.0f /s", calm.figure("p50"), calm.figure("p99"),
          calm.number("measured") / calm.figure("seconds"));
      peak = Math.max(peak, service.peakMemory());
    }
  }

  /** As much as goes in on this road; gives the events of a second. The first of them also warms the service up. */
  private double saturated(Road road) throws Exception {
    int warmup = road.channel().equals("ZALO") ? WARMUP : Math.min(WARMUP, SECONDS);
    var full = load(road.traffic(), "warmup=" + warmup, "seconds=" + SECONDS).ended(warmup + SECONDS + 60);
    double rate = full.number("measured") / full.figure("seconds");
    table.row("intake at saturation, " + road.what() + ", " + CONNECTIONS + " connections", "%.0f /s, p50 %.1f ms, p99 %.1f ms, refused %d, broken %d",
        rate, full.figure("p50"), full.figure("p99"), full.number("refused"), full.number("broken"));
    return rate;
  }

  /** The network keeps posting while the service is killed twice. */
  private void crashes(Database database) throws Exception {
    var service = start();
    drop(database);
    long before = database.count("select count(*) from inbox");
    var load = load("zalo", "events=" + EVENTS);
    for (int third = 1; third <= 2; third++) {
      while (load.isAlive() && load.number("done") < EVENTS * third / 3L) {
        Thread.sleep(5);
      }
      service.kill();
      peak = Math.max(peak, service.peakMemory());
      service = start();
    }
    load.ended(600);
    peak = Math.max(peak, service.peakMemory());
    long stored = database.count("select count(*) from inbox") - before;
    long keys = database.count("select count(distinct (account_id, event_key)) from inbox") - before;
    table.row("%,d events, service killed and restarted twice".formatted(EVENTS), "lost %d, doubled %d, posted again %d",
        EVENTS - keys, stored - keys, load.number("broken") + load.number("refused"));
    service.close();
  }

  private void outcome(Database database, Child telegram) throws Exception {
    try (var service = start()) {
      for (var road : ROADS) {
        answers(database, service, road);
      }
      peak = Math.max(peak, service.peakMemory());
    }
    if (!telegram.isAlive()) {
      throw new IllegalStateException("the Telegram twin ended");
    }
  }

  /** Everybody writes once while the accounts are paused; then all answers leave. The first half warms up. */
  private void answers(Database database, Service service, Road road) throws Exception {
    drop(database);
    pause(database);
    double before = service.counter("caunoi_conversation_turn_seconds_count");
    load(road.greeting(), "events=" + DELIVERIES).ended(600);
    long begun = System.nanoTime();
    double answered = service.counter("caunoi_conversation_turn_seconds_count");
    awaitAnswered(database, service);
    double seconds = (System.nanoTime() - begun) / 1e9;
    table.row("turns of conversations, no intake, " + road.channel(), "%.0f /s", (before + DELIVERIES - answered) / seconds);
    long sent = sent(database, road.channel());
    database.execute("update channel_account set status = 'ACTIVE' where channel = '" + road.channel() + "'");
    var from = awaitSent(database, road.channel(), sent + DELIVERIES / 2);
    var to = awaitSent(database, road.channel(), sent + DELIVERIES * 19L / 20);
    table.row("deliveries, pacing off, " + road.channel(), "%.0f /s", (to.count() - from.count()) * 1e9 / (to.at() - from.at()));
  }

  private void awaitAnswered(Database database, Service service) throws Exception {
    while (database.count("select count(*) from inbox where status = 'NEW'") > 0) {
      Thread.sleep(250);
      peak = Math.max(peak, service.peakMemory());
    }
  }

  /** Answers are written and wait; the lanes have ended by then. */
  private static void pause(Database database) throws Exception {
    database.execute("update channel_account set status = 'PAUSED'");
    Thread.sleep(4_000);
  }

  private record Sent(long count, long at) {}

  private static long sent(Database database, String channel) throws Exception {
    return database.count("select count(*) from delivery where channel = '" + channel + "' and status in ('ACCEPTED', 'DELIVERED', 'SEEN')");
  }

  private static Sent awaitSent(Database database, String channel, long wanted) throws Exception {
    for (long until = System.nanoTime() + 300_000_000_000L; System.nanoTime() < until; Thread.sleep(50)) {
      long count = sent(database, channel);
      if (count >= wanted) {
        return new Sent(count, System.nanoTime());
      }
    }
    throw new IllegalStateException("deliveries do not leave");
  }

  /** The same replies once more, at the pace of a real bot, to a network that refuses what is faster than its limit. */
  private void paced(Database database) throws Exception {
    int messages = ALLOWED * SECONDS;
    settings.put("CAUNOI_DELIVERY_PACING", "true");
    try (var telegram = telegramTwin(NETWORK); var service = start()) {
      drop(database);
      pause(database);
      database.execute("delete from delivery where status <> 'PLANNED' or channel <> 'TELEGRAM'");
      load("telegram", "events=" + messages).ended(120);
      awaitAnswered(database, service);
      database.execute("update channel_account set status = 'ACTIVE' where channel = 'TELEGRAM'");
      var from = awaitSent(database, "TELEGRAM", ALLOWED);
      var to = awaitSent(database, "TELEGRAM", messages - ALLOWED);
      double rate = (to.count() - from.count()) * 1e9 / (to.at() - from.at());
      table.row("deliveries, pacing on (%d/s allowed, network refuses above %d/s)".formatted(ALLOWED, NETWORK), "%.1f /s = %.0f %%, 429: %.0f",
          rate, 100 * rate / ALLOWED, service.counter("caunoi_delivery_sends_total{channel=\"TELEGRAM\",outcome=\"RateLimited\"}"));
      peak = Math.max(peak, service.peakMemory());
      if (!telegram.isAlive()) {
        throw new IllegalStateException("the Telegram twin ended");
      }
    }
  }

  /** What the last phase left unanswered would only be in the way of the next one. */
  private static void drop(Database database) throws Exception {
    database.execute("update inbox set status = 'DONE', payload = null, sender_hash = null where status = 'NEW'");
    database.execute("update delivery set status = 'CANCELLED', to_hash = null, to_sealed = null where status = 'PLANNED'");
  }

  private Child load(String kind, String... more) throws IOException {
    var given = new java.util.ArrayList<>(List.of("port=" + port, "kind=" + kind, "connections=" + CONNECTIONS, "first=" + first,
        "app=" + settings.get("ZALO_APP_ID"), "oa=" + settings.get("ZALO_OA_ID"),
        "ward=" + Database.WARD, "secret=" + (kind.startsWith("zalo") ? settings.get("ZALO_OA_SECRET") : SECRET)));
    given.addAll(List.of(more));
    first += 10_000_000;
    return Child.of(log, Load.class, given.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
