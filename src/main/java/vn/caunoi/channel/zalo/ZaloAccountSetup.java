package vn.caunoi.channel.zalo;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountCheck;
import vn.caunoi.channel.AccountCheck.Step;
import vn.caunoi.channel.AccountHealth;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.AccountSeeder;
import vn.caunoi.channel.AccountSetup;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.SimulatedNetwork;
import vn.caunoi.platform.InvalidInput;

/**
 * Connects an OA in the console: the ids and secrets, the webhook as Zalo calls it, the access token, what the OA is, and the first event
 * seen. Accounts on the stand-in sign up anew at each start, because it forgets everything when it stops.
 */
class ZaloAccountSetup implements AccountSetup, AccountSeeder {
  private static final String DIGITS = "\\s*\\d{1,30}\\s*";
  private static final String SECRET = "\\s*[!-~]{6,200}\\s*";
  private static final List<Field> FIELDS = List.of(
      new Field("app_id", "ID ứng dụng (App ID)", "Trang chính của ứng dụng tại developers.zalo.me, chỉ gồm chữ số.", DIGITS, false, true),
      new Field("app_secret", "Khoá bí mật của ứng dụng", "Cùng trang với ID ứng dụng. Dùng để lấy mã truy cập.", SECRET, true, true),
      new Field("oa_id", "Mã OA (OA ID)", "Trang quản lý OA, mục Thông tin; chỉ gồm chữ số.", DIGITS, false, true),
      new Field("oa_secret", "Khoá bí mật OA (OA Secret Key)",
          "Trang Webhook của ứng dụng; khác với khoá bí mật của ứng dụng. Nếu Zalo chỉ hiện khoá sau khi lưu webhook thì để trống, thêm sau.", SECRET, true, false));

  private final ChannelAccounts accounts;
  private final AccountRegister register;
  private final Surroundings surroundings;
  private final Pair pair;
  private final ZaloChecks checks;

  /** What the account lives among. {@code publicUrl} has no slash at its end; {@code rate} is the pace of a new account. */
  record Surroundings(ZaloSettings settings, @Nullable SimulatedNetwork standIn, String publicUrl, double rate, Clock clock) {}

  /** The rotating pair of each OA, as used and as kept. */
  record Pair(ZaloTokens tokens, TokenPairs kept) {}

  ZaloAccountSetup(ChannelAccounts accounts, AccountRegister register, Surroundings surroundings, Pair pair, ZaloChecks checks) {
    this.accounts = accounts;
    this.register = register;
    this.surroundings = surroundings;
    this.pair = pair;
    this.checks = checks;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO;
  }

  @Override
  public List<Field> fields() {
    return FIELDS;
  }

  @Override
  public Origin origin(ChannelAccount account) {
    if (account.simulated()) {
      return account.name().equals(ZaloAccountSeeder.SIMULATED) ? Origin.DEMO : Origin.CONSOLE;
    }
    return account.name().equals(ZaloAccountSeeder.DEFAULT) && surroundings.settings().describesAnAccount() ? Origin.ENVIRONMENT : Origin.CONSOLE;
  }

  @Override
  public boolean hasStandIn() {
    return surroundings.standIn() != null;
  }

  @Override
  public Mono<ChannelAccount> add(UUID ward, String name, boolean simulated, Map<String, String> given) {
    return Mono.defer(() -> {
      var credentials = simulated && given.values().stream().allMatch(String::isBlank) ? signUp(name) : checked(given);
      return register.add(ward, Channel.ZALO, name, simulated, surroundings.rate(), credentials)
          .delayUntil(account -> accounts.keepExternalId(ward, account.id(), credentials.getOrDefault("oa_id", "")));
    });
  }

  private Map<String, String> signUp(String name) {
    var standIn = surroundings.standIn();
    return standIn == null ? Map.of() : standIn.signUp(URI.create(webhookOf(name)));
  }

  private static Map<String, String> checked(Map<String, String> given) {
    var kept = new HashMap<String, String>();
    for (var field : FIELDS) {
      var value = given.getOrDefault(field.name(), "").strip();
      if (value.isEmpty() ? field.required() : !value.matches(field.pattern())) {
        throw new InvalidInput(field.name(), field.label() + ": " + (value.isEmpty() ? "chưa điền." : "không đúng dạng. " + field.hint()));
      }
      kept.put(field.name(), value);
    }
    return Map.copyOf(kept);
  }

  /** A new OA secret stands beside the old one for a while; everything else is simply replaced. The id of another account's OA is refused. */
  @Override
  public Mono<Void> change(ChannelAccount account, Map<String, String> given) {
    var oaId = given.getOrDefault("oa_id", "").strip();
    return (oaId.isEmpty() ? Mono.just(false) : register.isTaken(account, oaId)).flatMap(taken -> taken
        ? Mono.error(new InvalidInput("oa_id", "OA " + oaId + " đã được kết nối ở một tài khoản khác của hệ thống này."))
        : replace(account, given));
  }

  private Mono<Void> replace(ChannelAccount account, Map<String, String> given) {
    return accounts.secrets(account.wardId(), account.id()).flatMap(secrets -> {
      var next = new HashMap<>(secrets.credentials());
      given.forEach((name, value) -> {
        if (!value.isBlank()) {
          next.put(name, value.strip());
        }
      });
      checked(next);
      var oaSecret = next.getOrDefault("oa_secret", "");
      next.put("oa_secret", secrets.credentials().getOrDefault("oa_secret", ""));
      return accounts.keep(account.wardId(), account.id(), next.get("oa_id"),
          ZaloOaSecret.replaced(next, oaSecret, surroundings.clock().instant()));
    });
  }

  /** Zalo makes both secrets. */
  @Override
  public boolean rotates(ChannelAccount account) {
    return false;
  }

  @Override
  public Mono<Void> rotate(ChannelAccount account) {
    return Mono.error(new InvalidInput("secret", "Khoá của Zalo do Zalo cấp: đặt lại ở developers.zalo.me rồi chép vào đây."));
  }

  @Override
  public Mono<List<AccountCheck>> check(AccountHealth health) {
    var account = health.account();
    return credentials(account).flatMap(credentials -> checks.keys(account, credentials).flatMap(keys -> {
      var webhook = ZaloChecks.webhook(health, credentials);
      var event = ZaloChecks.event(health);
      return !keys.isPassed()
          ? Mono.just(List.of(keys, webhook, AccountCheck.notYet(Step.SIGN_IN), AccountCheck.notYet(Step.ACCOUNT), event))
          : checks.signIn(account, credentials).flatMap(signIn -> described(account, credentials, signIn)
              .map(described -> List.of(keys, webhook, signIn, described, event)));
    })).defaultIfEmpty(List.of());
  }

  private Mono<AccountCheck> described(ChannelAccount account, ZaloCredentials credentials, AccountCheck signIn) {
    return signIn.isPassed() ? checks.account(account, credentials) : Mono.just(AccountCheck.notYet(Step.ACCOUNT));
  }

  /** Zalo is asked for nothing: events come as soon as its console has the address. */
  @Override
  public Mono<AccountCheck> start(AccountHealth health, boolean takeOver) {
    return check(health).map(steps -> steps.stream()
        .filter(step -> step.step() != Step.WEBHOOK && step.step() != Step.EVENT && !step.isPassed()).findFirst()
        .orElseGet(() -> AccountCheck.passed(Step.ACCOUNT, "Sẵn sàng.")));
  }

  @Override
  public Mono<List<AccountCheck>> watch(AccountHealth health) {
    return credentials(health.account()).map(credentials -> List.of(health.pulse().calledAt() == null && health.pulse().refusedAt() == null
        ? AccountCheck.waiting(Step.WEBHOOK, "Zalo chưa gọi về địa chỉ webhook lần nào.")
        : ZaloChecks.webhook(health, credentials)));
  }

  @Override
  public Mono<Void> leave(ChannelAccount account) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> forget(ChannelAccount account) {
    return pair.kept().delete(account);
  }

  @Override
  public void refresh() {
    // what webhooks and tokens remember is seconds old at most
  }

  @Override
  public Mono<Void> seed(UUID ward) {
    return hasStandIn()
        ? accounts.of(ward).filter(account -> account.channel() == Channel.ZALO && account.simulated() && origin(account) == Origin.CONSOLE)
            .concatMap(this::signUpAgain).then()
        : Mono.empty();
  }

  private Mono<Void> signUpAgain(ChannelAccount account) {
    return Mono.fromSupplier(() -> signUp(account.name())).flatMap(credentials ->
        accounts.keep(account.wardId(), account.id(), credentials.get("oa_id"), credentials)
            .then(pair.tokens().reseed(account, ZaloCredentials.of(credentials)))
            .then(accounts.markRecovered(account.wardId(), account.id())));
  }

  private Mono<ZaloCredentials> credentials(ChannelAccount account) {
    return accounts.secrets(account.wardId(), account.id()).map(secrets -> ZaloCredentials.of(secrets.credentials()));
  }

  private String webhookOf(String name) {
    return surroundings.publicUrl() + "/webhooks/zalo/" + name;
  }
}
