package vn.caunoi.console.ward;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.platform.VietnamTime;

/** The Zalo group of a residential group as its page shows it. Members are a count, and a small one is not shown exactly. */
record GroupChatCard(GroupChat chat, @Nullable QrCode code, LocalDate today) {
  private static final int SMALL = 5;
  private static final long SOON_DAYS = 14;

  static GroupChatCard of(GroupChat chat, LocalDate today) {
    return new GroupChatCard(chat, chat.link() == null || !chat.stands() ? null : QrCode.of(chat.link()), today);
  }

  public String members() {
    return chat.members() > 0 && chat.members() < SMALL ? "<" + SMALL : String.valueOf(chat.members());
  }

  public String room() {
    int most = chat.asset().mostMembers();
    return most == 0 ? "" : "/ " + most;
  }

  /** {@code 30/11/2026, còn 5 ngày}. */
  public String until() {
    return GroupChatCard.until(chat.asset(), today);
  }

  static String until(GroupChat.Asset asset, LocalDate today) {
    var day = asset.validThrough();
    if (day == null) {
      return "chưa rõ";
    }
    long left = ChronoUnit.DAYS.between(today, day);
    return VietnamTime.day(day) + (left < 0 ? ", đã hết hạn" : left == 0 ? ", hết hạn hôm nay" : ", còn " + left + " ngày")
        + (asset.autoRenew() ? ", tự gia hạn" : "");
  }

  /** A person should renew it. */
  public boolean endsSoon() {
    var day = chat.asset().validThrough();
    return chat.stands() && day != null && !chat.asset().autoRenew() && ChronoUnit.DAYS.between(today, day) <= SOON_DAYS;
  }

  public String tone() {
    return switch (chat.status()) {
      case LIVE -> endsSoon() ? "soon" : "done";
      case CREATING -> "accent";
      case DISABLED, LOST, FAILED -> "danger";
      case DISBANDED -> "";
    };
  }

  public String mark() {
    return switch (chat.status()) {
      case LIVE -> "✓ ";
      case CREATING -> "… ";
      case DISABLED, LOST, FAILED -> "✕ ";
      case DISBANDED -> "";
    };
  }
}
