package vn.caunoi.channel.zalo;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.AccountStandings;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAccounts.Secrets;
import vn.caunoi.schedule.RecurringWork;

/**
 * Asks each OA once an hour for its package and its stock of messages:
 * <pre>GET /v2.0/oa/getoa → {"package_name":"Tăng trưởng","package_valid_through_date":"31/12/2026","package_auto_renew_date":"", …}
 * POST /v3.0/oa/quota/message {"quota_owner":"OA","product_type":"cs","quota_type":"sub_quota"} → [{"quota_type":…,"remain":…,"total":…}]</pre>
 * What an OA refuses to tell stays as it was.
 */
@Component
class OaStandingRound implements RecurringWork {
  private static final Logger log = LoggerFactory.getLogger(OaStandingRound.class);
  private static final int AT_ONCE = 4;
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final List<String> STOCKS = List.of("sub_quota", "purchase_quota", "reward_quota");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final ChannelAccounts accounts;
  private final AccountStandings standings;
  private final ZaloApi api;
  private final SignedCalls calls;
  private final OaPace pace;

  OaStandingRound(ChannelAccounts accounts, AccountStandings standings, ZaloApi api, SignedCalls calls, OaPace pace) {
    this.accounts = accounts;
    this.standings = standings;
    this.api = api;
    this.calls = calls;
    this.pace = pace;
  }

  @Override
  public String name() {
    return "zalo-standing";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public Mono<Void> run() {
    return accounts.everywhere(Channel.ZALO).map(Secrets::account).filter(account -> account.status() == ChannelAccount.Status.ACTIVE)
        .flatMap(account -> look(account).timeout(LIMIT).onErrorResume(e -> {
          log.warn("zalo standing not read account={} error={}", account.id(), e.getClass().getSimpleName());
          return Mono.empty();
        }), AT_ONCE).then();
  }

  /** Errs when the OA has no token. */
  Mono<Void> look(ChannelAccount account) {
    return calls.ask(account, token -> api.get(account.simulated(), "/v2.0/oa/getoa", token))
        .flatMap(answer -> answer instanceof ZaloAnswer.Said said && said.error() == 0 ? keepPackage(account, said.data()) : Mono.empty())
        .thenMany(Flux.fromIterable(STOCKS)).concatMap(kind -> stock(account, kind))
        .then(pace.follow(account));
  }

  private Mono<Void> keepPackage(ChannelAccount account, JsonNode oa) {
    var name = ZaloEvents.text(oa, "package_name");
    var until = day(ZaloEvents.text(oa, "package_valid_through_date"));
    return standings.keepPackage(account, name.isBlank() ? null : name, until,
        until == null ? null : !ZaloEvents.text(oa, "package_auto_renew_date").isBlank());
  }

  /** {@code data} is a list, or the only entry of one. */
  private Mono<Void> stock(ChannelAccount account, String kind) {
    var asked = Map.of("quota_owner", "OA", "product_type", "cs", "quota_type", kind);
    return calls.ask(account, token -> api.post(account.simulated(), "/v3.0/oa/quota/message", token, asked))
        .flatMapIterable(answer -> answer instanceof ZaloAnswer.Said said && said.error() == 0 ? entries(said.data()) : List.of())
        .mapNotNull(StoredUsage::stockIn).next()
        .flatMap(stock -> standings.keepQuota(account, stock));
  }

  private static List<JsonNode> entries(JsonNode data) {
    return data.isArray() ? data.valueStream().toList() : List.of(data);
  }

  /** As documents show it, or as an ISO date; null for anything else. */
  static @Nullable LocalDate day(String text) {
    try {
      return text.isBlank() ? null : text.contains("/") ? LocalDate.parse(text.strip(), DAY) : LocalDate.parse(text.strip().substring(0, 10));
    } catch (DateTimeException | StringIndexOutOfBoundsException e) {
      return null;
    }
  }
}
