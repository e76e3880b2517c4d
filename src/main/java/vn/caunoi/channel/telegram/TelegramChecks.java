package vn.caunoi.channel.telegram;

import static vn.caunoi.channel.AccountCheck.failed;
import static vn.caunoi.channel.AccountCheck.passed;
import static vn.caunoi.channel.AccountCheck.waiting;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountCheck;
import vn.caunoi.channel.AccountCheck.Step;
import vn.caunoi.channel.AccountHealth;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.platform.VietnamTime;

/** Asks Telegram about one bot, a step at a time, and says in words what to do. */
class TelegramChecks {
  /** An error of the webhook older than this is history. */
  private static final Duration RECENT = Duration.ofHours(1);
  private static final int MOST_WORDS = 120;

  private final TelegramApi api;
  private final ChannelAccounts accounts;
  private final AccountRegister register;
  private final TelegramReceivings receivings;
  private final Clock clock;

  TelegramChecks(TelegramApi api, ChannelAccounts accounts, AccountRegister register, TelegramReceivings receivings, Clock clock) {
    this.api = api;
    this.accounts = accounts;
    this.register = register;
    this.receivings = receivings;
    this.clock = clock;
  }

  /** Learns the bot's name by the way. */
  Mono<AccountCheck> token(TelegramBot bot) {
    if (!bot.credentials().isComplete()) {
      return Mono.just(failed(Step.TOKEN, "Mã không đúng dạng.", "Dán lại nguyên dòng mà @BotFather gửi, dạng 123456789:AA…"));
    }
    return api.call(bot, new GetMe()).flatMap(answer -> answer instanceof TelegramAnswer.Done me
        ? named(bot, me.result().path("username").asText())
        : Mono.just(trouble(Step.TOKEN, answer)));
  }

  private Mono<AccountCheck> named(TelegramBot bot, String username) {
    return register.isTaken(bot.account(), username).flatMap(taken -> taken
        ? Mono.just(failed(Step.TOKEN, "Bot @" + username + " đã được kết nối ở một tài khoản khác của hệ thống này.",
            "Mỗi tài khoản cần một bot riêng: tạo bot mới ở @BotFather (/newbot) rồi dán mã của bot đó."))
        : learn(bot, username).thenReturn(passed(Step.TOKEN, "Telegram nhận ra bot @" + username + ".")));
  }

  private Mono<Void> learn(TelegramBot bot, String username) {
    return username.equals(bot.account().externalId()) ? Mono.empty()
        : accounts.keepExternalId(bot.account().wardId(), bot.account().id(), username);
  }

  /** A bot sends its updates to one place only. {@code ours} is the address we would set. */
  Mono<AccountCheck> elsewhere(TelegramBot bot, String ours) {
    return info(bot, Step.ELSEWHERE, info -> {
      var url = info.path("url").asText();
      return url.isEmpty()
          ? Mono.just(passed(Step.ELSEWHERE, "Bot chưa gửi tin về nơi nào khác."))
          : isOurs(bot, url, ours).map(own -> own
              ? passed(Step.ELSEWHERE, "Bot đang gửi tin về đây.")
              : new AccountCheck(Step.ELSEWHERE, new AccountCheck.Undecided("Bot này đang gửi tin về máy chủ khác (" + hostOf(url) + ").",
                  "Nếu chuyển về đây, hệ thống kia sẽ không còn nhận được tin của bot. Chỉ chuyển khi biết chắc nơi đó không dùng nữa.")));
    });
  }

  Mono<Boolean> isOurs(TelegramBot bot, String url, String ours) {
    return url.equals(ours) ? Mono.just(true) : receivings.ownWebhook(bot.account()).map(url::equals).defaultIfEmpty(false);
  }

  /** How updates come in, of an account in use. */
  Mono<AccountCheck> receiving(AccountHealth health, TelegramBot bot, String ours) {
    var reason = health.account().statusReason();
    if (reason != null) {
      return Mono.just(failed(Step.RECEIVING, reason, "Hệ thống tự thử lại; sửa xong thì bấm Kiểm tra lại."));
    }
    if (bot.credentials().mode() == TelegramMode.POLLING) {
      return Mono.just(passed(Step.RECEIVING, "Hệ thống tự hỏi tin mới ở Telegram (polling)."));
    }
    return webhook(bot, ours);
  }

  /** How the webhook fares, as Telegram sees it. */
  Mono<AccountCheck> webhook(TelegramBot bot, String ours) {
    return info(bot, Step.RECEIVING, info -> {
      if (!info.path("url").asText().equals(ours)) {
        return Mono.just(waiting(Step.RECEIVING, "Đang đăng ký địa chỉ nhận tin với Telegram…"));
      }
      var pending = "%d tin chờ ở Telegram".formatted(info.path("pending_update_count").asLong());
      var at = Instant.ofEpochSecond(info.path("last_error_date").asLong());
      var words = info.path("last_error_message").asText();
      return Mono.just(words.isEmpty() || at.isBefore(clock.instant().minus(RECENT))
          ? passed(Step.RECEIVING, "Telegram gọi về đây (webhook), " + pending + ".")
          : failed(Step.RECEIVING, "%s; lúc %s Telegram không gọi được về đây: %s".formatted(pending, VietnamTime.minute(at), shortened(words)),
              "Kiểm tra tên miền, chứng chỉ https và tường lửa (cổng 443, 80, 88 hoặc 8443). Telegram giữ tin 24 giờ và tự gọi lại."));
    });
  }

  /** The first update seen. */
  Mono<AccountCheck> event(AccountHealth health) {
    var heard = health.pulse().heardAt();
    if (heard != null) {
      return Mono.just(passed(Step.EVENT, "Đã nhận tin lúc " + VietnamTime.minute(heard) + "."));
    }
    return health.settingUp() ? Mono.just(AccountCheck.notYet(Step.EVENT))
        : accounts.get(health.account().wardId(), health.account().id()).map(account -> waiting(Step.EVENT, (account.simulated()
            ? "Ở mạng mô phỏng, mở bot @" + account.externalId() : "Mở https://t.me/" + account.externalId() + " trong Telegram")
            + " và bấm Bắt đầu (Start). Dòng này tự đổi khi tin tới."));
  }

  private Mono<AccountCheck> info(TelegramBot bot, Step step, Function<JsonNode, Mono<AccountCheck>> read) {
    return api.call(bot, new GetWebhookInfo())
        .flatMap(answer -> answer instanceof TelegramAnswer.Done done ? read.apply(done.result()) : Mono.just(trouble(step, answer)));
  }

  static AccountCheck trouble(Step step, TelegramAnswer answer) {
    return switch (answer) {
      case TelegramAnswer.Refused no when no.isTokenRefused() -> failed(step, "Telegram không nhận mã này.",
          "Mở @BotFather, gửi /mybots, chọn bot rồi API Token, và dán mã ở đó vào mục Thay mã bên dưới. Mã cũ có thể đã bị thu hồi.");
      case TelegramAnswer.Refused no when no.code() == 429 -> failed(step,
          "Telegram bảo chờ " + TelegramErrors.waitOf(no).toSeconds() + " giây.", "Chờ rồi bấm Kiểm tra lại.");
      case TelegramAnswer.Refused no -> failed(step, "Telegram từ chối (lỗi " + no.code() + ").", "Bấm Kiểm tra lại; nếu vẫn vậy, xin xem nhật ký của hệ thống.");
      case TelegramAnswer.NotSent away -> failed(step, "Chưa tới được Telegram.",
          "Kiểm tra máy chủ có ra được Internet tới api.telegram.org cổng 443 không (tường lửa, proxy). Những gì đã nhập vẫn được giữ; có mạng thì bấm Kiểm tra lại.");
      case TelegramAnswer.Lost lost -> failed(step, "Telegram không trả lời kịp.", "Mạng chậm hoặc bị cắt. Những gì đã nhập vẫn được giữ; bấm Kiểm tra lại.");
      case TelegramAnswer.Unreadable odd -> failed(step, "Có trả lời nhưng không phải của Telegram (HTTP " + odd.status() + ").",
          "Telegram đang trục trặc, hoặc một cổng mạng ở giữa chặn lại. Bấm Kiểm tra lại sau ít phút.");
      case TelegramAnswer.Done done -> throw new IllegalArgumentException("nothing is wrong");
    };
  }

  private static String shortened(String words) {
    return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS) + "…";
  }

  static String hostOf(String url) {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return "?";
    }
  }
}
