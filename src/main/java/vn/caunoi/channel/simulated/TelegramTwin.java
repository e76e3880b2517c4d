package vn.caunoi.channel.simulated;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.SimulatedNetwork;

/**
 * A stand-in of Telegram's Bot API on loopback. Any well-formed token is a bot; the people it knows are made with {@link #resident}.
 * Method names are matched without case, as the real server does. Faults are scripted per method or per chat and used up one call each.
 */
public final class TelegramTwin implements SimulatedNetwork, SmartLifecycle {
  private static final Pattern METHOD = Pattern.compile("/bot(\\d{1,19}:[\\w-]+)/(\\w+)");
  private static final Pattern FILE = Pattern.compile("/file/bot(\\d{1,19}:[\\w-]+)/photos/([\\w-]+)\\.jpg");
  private static final Set<String> SENDS = Set.of("sendmessage", "sendphoto");
  /** The bot of the demo: known to everybody, worth nothing outside this process. */
  public static final String DEMO_TOKEN = "1000001:bot-cua-phuong-mau";
  private static final int RECORDED = 20_000;

  private final int port;
  private final Clock clock;
  private final Map<String, TelegramTwinBot> bots = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final TelegramTwinRules rules = new TelegramTwinRules();
  private final TwinJournal journal;
  private final Deque<TelegramTwinCall> calls = new ArrayDeque<>();
  private volatile @Nullable DisposableServer server;

  /** {@code port} 0 is any free one. */
  public TelegramTwin(int port, Clock clock) {
    this.port = port;
    this.clock = clock;
    this.journal = new TwinJournal(clock);
  }

  @Override
  public Channel channel() {
    return Channel.TELEGRAM;
  }

  @Override
  public URI address() {
    var running = server;
    if (running == null) {
      throw new IllegalStateException("the Telegram twin is not running");
    }
    return URI.create("http://127.0.0.1:" + running.port());
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("token", DEMO_TOKEN, "apiUrl", address().toString(), "webhookSecret", UUID.randomUUID().toString(), "mode", "POLLING");
  }

  @Override
  public Map<String, String> signUp(URI webhook) {
    return Map.of("token", ThreadLocalRandom.current().nextLong(2_000_000, 9_000_000) + ":bot-" + UUID.randomUUID());
  }

  @Override
  public void start() {
    if (server == null) {
      server = HttpServer.create().host("127.0.0.1").port(port).handle(this::handle).bindNow(Duration.ofSeconds(10));
    }
  }

  @Override
  public void stop() {
    var running = server;
    if (running != null) {
      running.disposeNow(Duration.ofSeconds(3));
      server = null;
    }
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  /** Before everything that speaks to it, and stopped after. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1_000;
  }

  /** The person with this id in the bot's chats, made at the first call; they have not pressed start yet. */
  public TelegramTwinResident resident(String token, long id) {
    var bot = bot(token);
    return bot.residents.computeIfAbsent(id, key -> new TelegramTwinResident(bot, key, clock));
  }

  /** As {@link #resident}, but they know the bot already. */
  public TelegramTwinResident acquaintance(String token, long id) {
    return resident(token, id).started();
  }

  /** The group with this negative id, made at the first call; the bot is in it. */
  public TelegramTwinGroup group(String token, long id) {
    var bot = bot(token);
    return bot.groups.computeIfAbsent(id, key -> new TelegramTwinGroup(bot, key, clock));
  }

  /** Switches privacy mode off, or on again: without it the bot is shown everything that is said in its groups. */
  public void readsGroups(String token, boolean everything) {
    bot(token).readsGroups = everything;
  }

  /** What {@code setmydescription} or {@code setmyshortdescription} was given last, empty when never. */
  public String description(String token, String method) {
    return bot(token).descriptions.getOrDefault(method, "");
  }

  public String username(String token) {
    return bot(token).username;
  }

  /** Address of the bot's webhook, empty when there is none. */
  public String webhook(String token) {
    return String.valueOf(bot(token).updates.info().get("url"));
  }

  /** The command menu in JSON by language; the empty language is for everybody else, {@code all_group_chats/} begins those of groups. */
  public Map<String, String> commands(String token) {
    return Map.copyOf(bot(token).commands);
  }

  /** Queues an update of any shape, without its id; returns the id it got. */
  public long update(String token, long chat, Map<String, Object> fields) {
    return bot(token).updates.add(chat, fields);
  }

  /** Keeps a photo as if somebody had sent it; returns its file id. */
  public String photo(String token, byte[] jpeg) {
    var id = UUID.randomUUID().toString();
    bot(token).files.put(id, jpeg);
    return id;
  }

  /** The next update gets this id: ids are drawn anew after a week of silence. */
  public void nextUpdateId(String token, long id) {
    bot(token).updates.nextId(id);
  }

  /** Wait before the second repeat of a webhook call; doubled each time. Telegram takes two seconds. */
  public void webhookRetry(String token, Duration wait) {
    bot(token).updates.firstRetry(wait);
  }

  /** The callback queries that nobody has answered: their people still see a spinner. */
  public int openQueries(String token) {
    return bot(token).openQueries.size();
  }

  public void revoke(String token) {
    revoked.add(token);
  }

  public void restore(String token) {
    revoked.remove(token);
  }

  /** The next call of this method ends this way. */
  public void next(String method, TelegramTwinFault fault) {
    rules.plan(method, fault);
  }

  /** The next call to this chat ends this way. */
  public void next(long chat, TelegramTwinFault fault) {
    next("chat " + chat, fault);
  }

  /** From now on 429 is answered above this rate, above one message a second in a chat and 20 a minute in a group; 0 lifts the limits. */
  public void limit(int perSecond) {
    rules.limits = perSecond == 0 ? null : new TelegramTwinLimits(perSecond);
  }

  /** Every chat exists and has started the bot: for measuring. */
  public void knowEverybody() {
    rules.everybodyStarted = true;
  }

  public TelegramTwinRules rules() {
    return rules;
  }

  /** What went over the wire, for people who watch. */
  public TwinJournal journal() {
    return journal;
  }

  /** What was called, oldest first; only the newest are kept. */
  public List<TelegramTwinCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  public long count(String method) {
    return calls().stream().filter(call -> call.method().equalsIgnoreCase(method)).count();
  }

  private TelegramTwinBot bot(String token) {
    return bots.computeIfAbsent(token, key -> new TelegramTwinBot(Long.parseLong(key.substring(0, key.indexOf(':'))), clock, rules, journal));
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    var path = URI.create(request.uri()).getPath();
    var file = FILE.matcher(path);
    if (file.matches()) {
      return TelegramTwinWire.download(response, bot(file.group(1)).files.get(file.group(2)));
    }
    var method = METHOD.matcher(path);
    if (!method.matches()) {
      return TelegramTwinWire.send(response, TelegramTwinReply.no(404, "Not Found"));
    }
    var name = method.group(2).toLowerCase(Locale.ROOT);
    return TelegramTwinRequest.read(request).flatMap(call -> Mono.from(answer(method.group(1), name, call, response)));
  }

  private Publisher<Void> answer(String token, String method, TelegramTwinRequest call, HttpServerResponse response) {
    long chat = call.number("chat_id", 0);
    record(new TelegramTwinCall(method, chat, clock.instant()));
    if (revoked.contains(token)) {
      journal.call(method, "401");
      return TelegramTwinWire.send(response, TelegramTwinReply.no(401, "Unauthorized"));
    }
    var bot = bot(token);
    if (rules.everybodyStarted && chat > 0) {
      acquaintance(token, chat);
    }
    var answer = switch (fault(method, chat)) {
      case null -> honest(bot, method, chat, call).flatMap(reply -> Mono.from(TelegramTwinWire.send(response, reply)));
      case TelegramTwinFault.Refusal no -> Mono.from(TelegramTwinWire.send(response, TelegramTwinReply.no(no.code(), no.description(), no.parameters())));
      case TelegramTwinFault.Page page -> Mono.from(TelegramTwinWire.page(response, page));
      case TelegramTwinFault.CutBody cut -> TelegramTwinWire.cut(response, bot.answer(method, call));
      case TelegramTwinFault.Hang hang -> Mono.fromRunnable(() -> bot.answer(method, call)).then(Mono.<Void>never());
      case TelegramTwinFault.DeliverThenDrop drop -> Mono.fromRunnable(() -> bot.answer(method, call)).then(TelegramTwinWire.close(response));
    };
    var delay = rules.answerDelay;
    return delay.isZero() || method.equals("getupdates") ? answer : Mono.delay(delay).then(answer);
  }

  private Mono<TelegramTwinReply> honest(TelegramTwinBot bot, String method, long chat, TelegramTwinRequest call) {
    if (method.equals("getupdates")) {
      int limit = (int) Math.clamp(call.number("limit", 100), 1, 100);
      return bot.updates.poll(call.number("offset", 0), limit, Duration.ofSeconds(Math.clamp(call.number("timeout", 0), 0, 50)));
    }
    return Mono.fromSupplier(() -> {
      var held = rules.limits;
      int wait = held == null || !SENDS.contains(method) ? 0 : held.admit(chat, clock.millis());
      var reply = wait == 0
          ? bot.answer(method, call)
          : TelegramTwinReply.no(429, "Too Many Requests: retry after " + wait, Map.of("retry_after", wait));
      journal.call(method, String.valueOf(reply.status()));
      return reply;
    });
  }

  /** A planned one first, then what holds for all messages. */
  private @Nullable TelegramTwinFault fault(String method, long chat) {
    var planned = rules.next(method);
    var fault = planned != null ? planned : chat == 0 ? null : rules.next("chat " + chat);
    if (fault == null && SENDS.contains(method)) {
      fault = rules.down ? TelegramTwinFault.badGateway() : rules.crowded ? TelegramTwinFault.tooManyRequests(5) : null;
    }
    if (fault != null) {
      journal.call(method, fault.result());
    }
    return fault;
  }

  private void record(TelegramTwinCall call) {
    synchronized (calls) {
      if (calls.size() == RECORDED) {
        calls.removeFirst();
      }
      calls.addLast(call);
    }
  }
}
