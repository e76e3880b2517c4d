package vn.caunoi.channel.simulated;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import vn.caunoi.channel.simulated.ZaloTwinFaults.Trouble;

/** One OA with its app, its tokens and the residents who chat with it. */
public final class ZaloTwinOa {
  private static final int REMEMBERED = 20_000;

  /** A message on a resident's phone. */
  public record Message(String id, String userId, String text, List<Button> buttons, @Nullable String picture, Instant at) {}

  public record Button(String title, String type, String payload) {}

  /** One request, in the order of arrival. */
  public record Call(String method, String path) {}

  private final String id;
  private final String appId;
  private final String appSecret = "AppSecret" + ZaloTwinTokens.random();
  private final String oaSecret = "OaSecret" + ZaloTwinTokens.random();
  private final ZaloTwin twin;
  private final Clock clock;
  private final ZaloTwinRules rules = new ZaloTwinRules();
  private final ZaloTwinTokens tokens;
  private final ZaloTwinSignIn signIn;
  private final ZaloTwinEvents events;
  private final ZaloTwinQuotas quotas;
  private final ZaloTwinSends sends;
  private final TwinJournal journal;
  private final ZaloTwinGroups groups = new ZaloTwinGroups(this);
  private final ZaloTwinTemplates templates = new ZaloTwinTemplates(this);
  private final Map<String, ZaloTwinResident> residents = new ConcurrentHashMap<>();
  private final ZaloTwinPictures pictures = new ZaloTwinPictures();
  private final Newest<Call> calls = new Newest<>(REMEMBERED);
  private final ZaloTwinMeter meter;

  ZaloTwinOa(ZaloTwin twin, String id, String appId, Clock clock, HttpClient http) {
    this.twin = twin;
    this.id = id;
    this.appId = appId;
    this.clock = clock;
    this.tokens = new ZaloTwinTokens(clock);
    this.signIn = new ZaloTwinSignIn(this, clock);
    this.journal = new TwinJournal(clock);
    this.meter = new ZaloTwinMeter(clock);
    this.events = new ZaloTwinEvents(rules, appId, oaSecret, http, journal);
    this.quotas = new ZaloTwinQuotas(rules, residents::get, clock);
    this.sends = new ZaloTwinSends(rules, clock, residents::get, quotas);
  }

  public String id() {
    return id;
  }

  public String appId() {
    return appId;
  }

  /** Its groups and the assets it has bought for them. */
  public ZaloTwinGroups groups() {
    return groups;
  }

  /** Its templates, what they cost and what they may. */
  public ZaloTwinTemplates templates() {
    return templates;
  }

  @Nullable ZaloTwinResident knownResident(String userId) {
    return residents.get(userId);
  }

  /** The page on which the app is allowed, and the token requests. */
  public ZaloTwinSignIn signIn() {
    return signIn;
  }

  public ZaloTwinRules rules() {
    return rules;
  }

  /** What an account needs to be signed in here. */
  public Map<String, String> credentials() {
    return Map.of("app_id", appId, "app_secret", appSecret, "oa_id", id, "oa_secret", oaSecret, "refresh_token", tokens.refreshToken());
  }

  public ZaloTwinResident resident(String userId) {
    return residents.computeIfAbsent(userId, unknown -> new ZaloTwinResident(this, unknown));
  }

  /** Where events are posted. */
  public void postsTo(URI webhook) {
    events.to(webhook);
  }

  /** False after the whole retry ladder failed. */
  public boolean subscribed() {
    return events.subscribed();
  }

  /** The next message is answered with this error and not delivered. */
  public void refusesNext(int error) {
    sends.faults().add(Trouble.ERROR, error);
  }

  public void breaksNext() {
    sends.faults().add(Trouble.HTTP_500, 500);
  }

  /** The next message reaches the phone, but its sender never learns. */
  public void deliversNextThenCuts() {
    sends.faults().add(Trouble.ACCEPT_THEN_CUT, 0);
  }

  /** The next message reaches the phone, and the answer never comes. */
  public void deliversNextInSilence() {
    sends.faults().add(Trouble.SILENCE, 0);
  }

  /** How many of the plans above no send has used up yet. */
  public int faultsWaiting() {
    return sends.faults().waiting();
  }

  public void forgetsFaults() {
    sends.faults().clear();
  }

  /** What went over the wire, for people who watch. */
  public TwinJournal journal() {
    return journal;
  }

  public void revokesTokens() {
    tokens.revoke();
  }

  public void expiresAccessToken() {
    tokens.expireAccess();
  }

  /** How often a refresh was asked for, successfully or not. */
  public int refreshes() {
    return tokens.refreshes();
  }

  public long accepted() {
    return sends.accepted();
  }

  /** How many requests were answered -32. */
  public long throttled() {
    return meter.refused();
  }

  /** The newest messages, oldest first. */
  public List<Message> messages() {
    return sends.messages();
  }

  public List<Message> messagesTo(String userId) {
    return sends.messages().stream().filter(message -> message.userId().equals(userId)).toList();
  }

  public List<Call> calls() {
    return calls.all();
  }

  /** A console event, for instance the test ping of a foreign OA. */
  public void posts(Map<String, Object> event) {
    events.post(event, Duration.ZERO);
  }

  Instant now() {
    return clock.instant();
  }

  void tell(Map<String, Object> event) {
    events.post(event, Duration.ZERO);
  }

  Flux<Void> work() {
    return events.work();
  }

  boolean owns(@Nullable String token) {
    return tokens.owns(token);
  }

  void record(String method, String path) {
    calls.add(new Call(method, path));
  }

  boolean refreshesWith(String app, @Nullable String secret) {
    return appId.equals(app) && appSecret.equals(secret);
  }

  ZaloTwinTokens tokens() {
    return tokens;
  }

  String keepPhoto(byte[] picture) {
    return twin.address() + "/photos/" + id + "/" + pictures.keep(picture) + ".jpg";
  }

  /** A picture that was uploaded or sent, by the name that messages carry. */
  public byte @Nullable [] picture(String name) {
    return pictures.find(name);
  }

  /** Answers a signed-in request. */
  ZaloTwinAnswer answer(String path, Map<String, List<String>> query, String token, byte[] body) {
    if (tokens.expired(token)) {
      return ZaloTwinAnswer.error(-220, "Access token is expired or removed");
    }
    if (!meter.admits(rules.requestsPerMinute)) {
      return ZaloTwinAnswer.error(-32, "Your application reach limit call api").withLimit(rules.requestsPerMinute, 0);
    }
    if (ZaloTwinGroups.serves(path)) {
      return groups.answer(path, query, body);
    }
    if (ZaloTwinTemplates.serves(path)) {
      return templates.answer(path, query, body);
    }
    return switch (path) {
      case "/v2.0/oa/getoa" -> aboutMyself().withLimit(rules.requestsPerMinute, meter.left(rules.requestsPerMinute));
      case "/v3.0/oa/quota/message" -> quotas.answer(body).withLimit(rules.requestsPerMinute, meter.left(rules.requestsPerMinute));
      case "/v2.0/oa/message" -> v2(body);
      case "/v3.0/oa/message/cs" -> rules.stateAgency
          ? ZaloTwinAnswer.error(-235, "This API does not support this type of OA") : message(ZaloTwinLetter.read(body));
      case "/v3.0/oa/message/transaction", "/v3.0/oa/message/promotion" -> ZaloTwinAnswer.error(-240, "This API has been shut down");
      default -> ZaloTwinAnswer.page(404, "You are accessing an empty or invalid API");
    };
  }

  ZaloTwinAnswer upload(String token, String fileName, byte[] bytes) {
    if (tokens.expired(token)) {
      return ZaloTwinAnswer.error(-220, "Access token is expired or removed");
    }
    return pictures.upload(fileName, bytes);
  }

  private ZaloTwinAnswer message(ZaloTwinLetter letter) {
    var sent = sends.take(letter, pictures.names());
    if (sent.message() != null) {
      tellOf(sent.message());
    }
    return sent.answer().withLimit(rules.requestsPerMinute, meter.left(rules.requestsPerMinute));
  }

  private ZaloTwinAnswer aboutMyself() {
    var data = new LinkedHashMap<String, Object>(quotas.ofPackage());
    data.put("oa_id", id);
    data.put("name", "OA mô phỏng");
    data.put("is_verified", true);
    data.put("oa_type", rules.stateAgency ? 4 : 2);
    return ZaloTwinAnswer.ok(data);
  }

  private ZaloTwinAnswer v2(byte[] body) {
    var letter = ZaloTwinLetter.read(body);
    if (letter.toMany()) {
      return sends.broadcast();
    }
    return rules.stateAgency ? message(letter) : ZaloTwinAnswer.error(-240, "MessageV2 API has been shut down");
  }

  /** On the phone without a send of the usual kind: a template. */
  void shows(Message message) {
    sends.show(message);
  }

  private void tellOf(Message message) {
    if (rules.receipts) {
      var echo = message.picture() == null ? "oa_send_text" : "oa_send_image";
      events.post(envelope(echo, id, message.userId(), Map.of("text", message.text(), "msg_id", message.id())), Duration.ZERO);
      events.post(envelope("user_received_message", id, message.userId(), Map.of("msg_id", message.id())), rules.receiptDelay);
      events.post(envelope("user_seen_message", id, message.userId(), Map.of("msg_ids", List.of(message.id()))),
          rules.receiptDelay.multipliedBy(2));
    }
  }

  Map<String, Object> envelope(String event, String from, String to, Map<String, Object> message) {
    var envelope = new LinkedHashMap<String, Object>();
    envelope.put("app_id", appId);
    envelope.put("sender", Map.of("id", from));
    envelope.put("user_id_by_app", from.equals(id) ? to : from);
    envelope.put("recipient", Map.of("id", to));
    envelope.put("event_name", event);
    envelope.put("message", message);
    envelope.put("timestamp", String.valueOf(now().toEpochMilli()));
    return envelope;
  }
}
