package vn.caunoi.console.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.AccountHealth;
import vn.caunoi.channel.AccountSetup.Origin;
import vn.caunoi.channel.AccountStanding;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.TokenLife;
import vn.caunoi.delivery.Backlog;
import vn.caunoi.platform.VietnamTime;

/** One account as the pages show it. {@code trouble} is null when nothing is wrong. */
record ChannelRow(AccountHealth health, @Nullable Origin origin, String webhook, @Nullable Trouble trouble, AccountNumbers.Numbers numbers,
    Instant now) {

  public Backlog backlog() {
    return numbers.backlog();
  }

  public AccountStanding standing() {
    return numbers.standing();
  }

  public LocalDate today() {
    return VietnamTime.dateOf(now);
  }

  public @Nullable TokenLife token() {
    return numbers.token();
  }

  public ChannelAccount account() {
    return health.account();
  }

  public String id() {
    return account().id().toString();
  }

  public boolean network() {
    return account().channel() != Channel.WEB;
  }

  public boolean own() {
    return origin == Origin.CONSOLE;
  }

  public boolean active() {
    return account().status() == ChannelAccount.Status.ACTIVE;
  }

  /** A word and its tone: a state is never colour alone. */
  public String state() {
    return health.settingUp() ? "◔ Đang kết nối" : switch (account().status()) {
      case ACTIVE -> trouble == null ? "✓ Đang hoạt động" : "⚠ Hoạt động, có vấn đề";
      case PAUSED -> "❚❚ Tạm dừng";
      case DOWN -> "✕ Không gửi được";
    };
  }

  public String tone() {
    return health.settingUp() ? "soon" : switch (account().status()) {
      case ACTIVE -> trouble == null ? "done" : "soon";
      case PAUSED -> "soon";
      case DOWN -> "danger";
    };
  }

  public String originLabel() {
    return switch (origin) {
      case null -> "";
      case CONSOLE -> "";
      case ENVIRONMENT -> "Từ cấu hình";
      case DEMO -> "Của bản mẫu";
    };
  }

  public Ago heard() {
    return Ago.of(health.pulse().heardAt(), now);
  }

  public Ago sent() {
    return Ago.of(health.pulse().sentAt(), now);
  }

  /** How often the network asked us to slow down today. */
  public long throttled() {
    return health.pulse().throttledOn(today());
  }

  /** How long the token lives, or what is wrong with it; empty when it does not end. */
  public String tokenLife() {
    var token = numbers.token();
    if (token == null) {
      return "";
    }
    var warning = token.warning(now);
    return warning != null ? warning : "còn " + Duration.between(now, token.end()).toDays() + " ngày, tự làm mới";
  }

  public boolean tokenAlarm() {
    return numbers.token() != null && numbers.token().alarm(now) != null;
  }

  public String rate() {
    var rate = account().ratePerSecond();
    return rate == Math.rint(rate) ? String.valueOf((long) rate) : String.format(Locale.of("vi", "VN"), "%.1f", rate);
  }
}
