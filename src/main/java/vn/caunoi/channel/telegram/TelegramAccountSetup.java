package vn.caunoi.channel.telegram;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
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
 * Connects a bot in the console: its token, whether it works elsewhere, how updates come in, and the first one seen. Where Telegram is, and
 * whether it calls us, is settled by the settings for all bots, anew at each start: the service may have got an https address since.
 */
class TelegramAccountSetup implements AccountSetup, AccountSeeder {
  private static final Duration OVERLAP = Duration.ofHours(1);
  private static final Field TOKEN = new Field("token", "Mã bot (token)",
      "Trong Telegram, nhắn cho @BotFather: /newbot, đặt tên, rồi dán dòng mã ở đây. Mỗi hệ thống cần một bot riêng.",
      "\\s*\\d{1,19}:[A-Za-z0-9_\\-]{1,200}\\s*", true, true);

  private final ChannelAccounts accounts;
  private final AccountRegister register;
  private final Surroundings surroundings;
  private final TelegramChecks checks;
  private final Clock clock;

  /** What the account lives among. {@code publicUrl} has no slash at its end. */
  record Surroundings(TelegramApi api, TelegramBots bots, TelegramSettings settings, @Nullable SimulatedNetwork standIn, String publicUrl) {}

  TelegramAccountSetup(ChannelAccounts accounts, AccountRegister register, Surroundings surroundings, TelegramChecks checks, Clock clock) {
    this.accounts = accounts;
    this.register = register;
    this.surroundings = surroundings;
    this.checks = checks;
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return Channel.TELEGRAM;
  }

  @Override
  public List<Field> fields() {
    return List.of(TOKEN);
  }

  @Override
  public Origin origin(ChannelAccount account) {
    if (account.simulated()) {
      return account.name().equals(TelegramAccountSeeder.SIMULATED_NAME) ? Origin.DEMO : Origin.CONSOLE;
    }
    return account.name().equals(TelegramAccountSeeder.NAME) && surroundings.settings().token() != null ? Origin.ENVIRONMENT : Origin.CONSOLE;
  }

  @Override
  public boolean hasStandIn() {
    return surroundings.standIn() != null;
  }

  @Override
  public Mono<ChannelAccount> add(UUID ward, String name, boolean simulated, Map<String, String> given) {
    return Mono.defer(() -> {
      var settings = surroundings.settings();
      var credentials = new TelegramCredentials(token(given, simulated, name), settings.apiUrl(), TelegramCredentials.newSecret(), settings.mode());
      return register.add(ward, Channel.TELEGRAM, name, simulated, TelegramAccountSeeder.RATE, credentials.toMap());
    });
  }

  private String token(Map<String, String> given, boolean simulated, String name) {
    var token = given.getOrDefault("token", "").strip();
    var standIn = surroundings.standIn();
    return token.isEmpty() && simulated && standIn != null
        ? standIn.signUp(URI.create(webhookOf(name))).getOrDefault("token", "")
        : wellFormed(token);
  }

  private static String wellFormed(String token) {
    if (!token.matches(TOKEN.pattern())) {
      throw new InvalidInput("token", "Mã bot có dạng 123456789:AA… Xin dán lại nguyên dòng mà @BotFather gửi.");
    }
    return token;
  }

  @Override
  public Mono<Void> change(ChannelAccount account, Map<String, String> given) {
    var token = given.getOrDefault("token", "").strip();
    return token.isEmpty() ? Mono.empty() : Mono.defer(() -> replace(account, kept -> kept.withToken(wellFormed(token))));
  }

  @Override
  public boolean rotates(ChannelAccount account) {
    var settings = surroundings.settings();
    return settings.mode() == TelegramMode.WEBHOOK && (origin(account) != Origin.ENVIRONMENT || settings.secret() == null);
  }

  @Override
  public Mono<Void> rotate(ChannelAccount account) {
    return replace(account, kept -> kept.rotated(clock.instant().plus(OVERLAP)));
  }

  private Mono<Void> replace(ChannelAccount account, UnaryOperator<TelegramCredentials> change) {
    return accounts.secrets(account.wardId(), account.id())
        .map(secrets -> change.apply(TelegramCredentials.of(secrets.credentials())))
        .flatMap(next -> accounts.keep(account.wardId(), account.id(), null, next.toMap()));
  }

  @Override
  public Mono<List<AccountCheck>> check(AccountHealth health) {
    return bot(health).flatMap(bot -> checks.token(bot).flatMap(token -> token.isPassed()
            ? fromPlace(health, bot, token)
            : Mono.just(List.of(token, AccountCheck.notYet(Step.ELSEWHERE), AccountCheck.notYet(Step.RECEIVING), AccountCheck.notYet(Step.EVENT)))))
        .defaultIfEmpty(List.of(noStandIn()));
  }

  private Mono<List<AccountCheck>> fromPlace(AccountHealth health, TelegramBot bot, AccountCheck token) {
    var ours = webhookOf(bot.account().name());
    return checks.elsewhere(bot, ours).flatMap(place -> {
      boolean used = !health.settingUp() && place.isPassed();
      var receiving = used ? checks.receiving(health, bot, ours) : Mono.just(AccountCheck.notYet(Step.RECEIVING));
      return receiving.zipWith(checks.event(health), (in, event) -> List.of(token, place, in, event));
    });
  }

  @Override
  public Mono<AccountCheck> start(AccountHealth health, boolean takeOver) {
    return bot(health).flatMap(bot -> checks.token(bot).flatMap(token -> token.isPassed() ? makeWay(bot, takeOver) : Mono.just(token)))
        .defaultIfEmpty(noStandIn());
  }

  private Mono<AccountCheck> makeWay(TelegramBot bot, boolean takeOver) {
    return checks.elsewhere(bot, webhookOf(bot.account().name()))
        .flatMap(place -> place.result() instanceof AccountCheck.Undecided && takeOver ? unhook(bot) : Mono.just(place));
  }

  private Mono<AccountCheck> unhook(TelegramBot bot) {
    return surroundings.api().call(bot, DeleteWebhook.builder().dropPendingUpdates(false).build())
        .map(answer -> answer instanceof TelegramAnswer.Done
            ? AccountCheck.passed(Step.ELSEWHERE, "Đã gỡ webhook ở nơi kia.")
            : TelegramChecks.trouble(Step.ELSEWHERE, answer));
  }

  @Override
  public Mono<List<AccountCheck>> watch(AccountHealth health) {
    return bot(health).filter(bot -> bot.credentials().mode() == TelegramMode.WEBHOOK)
        .flatMap(bot -> checks.webhook(bot, webhookOf(bot.account().name()))).map(List::of).defaultIfEmpty(List.of());
  }

  /** Otherwise Telegram calls an address that refuses it, for a day. */
  @Override
  public Mono<Void> leave(ChannelAccount account) {
    var ours = webhookOf(account.name());
    return surroundings.bots().of(account).flatMap(bot -> surroundings.api().call(bot, new GetWebhookInfo())
            .filter(answer -> answer instanceof TelegramAnswer.Done done && done.result().path("url").asText().equals(ours))
            .flatMap(info -> unhook(bot)))
        .then();
  }

  @Override
  public void refresh() {
    surroundings.bots().forget();
  }

  @Override
  public Mono<Void> seed(UUID ward) {
    return accounts.of(ward).filter(account -> account.channel() == Channel.TELEGRAM && origin(account) == Origin.CONSOLE)
        .concatMap(account -> accounts.secrets(ward, account.id()))
        .concatMap(secrets -> {
          var kept = TelegramCredentials.of(secrets.credentials());
          var now = kept.under(surroundings.settings());
          return now.equals(kept) ? Mono.empty() : accounts.keep(ward, secrets.account().id(), null, now.toMap());
        })
        .then(Mono.fromRunnable(this::refresh));
  }

  private Mono<TelegramBot> bot(AccountHealth health) {
    return surroundings.bots().of(health.account());
  }

  private String webhookOf(String name) {
    return surroundings.publicUrl() + TelegramWebhook.PATH + name;
  }

  private static AccountCheck noStandIn() {
    return AccountCheck.failed(Step.TOKEN, "Tài khoản này chỉ có trong bản mẫu.", "Gỡ tài khoản, hoặc chạy lại ở bản mẫu.");
  }
}
