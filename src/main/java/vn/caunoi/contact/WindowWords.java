package vn.caunoi.contact;

/** A {@link ReplyWindow} in Vietnamese. */
final class WindowWords {
  private static final long HOURS_A_DAY = 24;
  private static final long IN_DAYS_FROM = 48;

  private WindowWords() {}

  static String of(ReplyWindow window) {
    return switch (window) {
      case ReplyWindow.Open open -> "gửi được, miễn phí";
      case ReplyWindow.Free free -> left(free.hoursLeft()) + ", miễn phí";
      case ReplyWindow.Billed billed -> "%s, có phí khoảng %d đ".formatted(left(billed.hoursLeft()), billed.vnd());
      case ReplyWindow.Welcome welcome -> "còn %d tin chào, miễn phí".formatted(welcome.left());
      case ReplyWindow.TemplateOnly template -> "chỉ gửi được bằng mẫu tin";
      case ReplyWindow.Closed closed -> "không gửi được, vì " + because(closed.reason());
    };
  }

  private static String left(long hours) {
    if (hours == 0) {
      return "còn chưa tới 1 giờ";
    }
    return hours < IN_DAYS_FROM ? "còn " + hours + " giờ" : "còn " + hours / HOURS_A_DAY + " ngày";
  }

  /** Reasons come from the senders' tables of errors and from what residents did. */
  private static String because(String reason) {
    return switch (reason) {
      case ReplyWindow.Closed.ANONYMOUS -> "tin ẩn danh";
      case ReplyWindow.Closed.FORGOTTEN -> "người dân đã xoá dữ liệu";
      case ReplyWindow.Closed.USED_UP_TODAY -> "người này đã nhận đủ số tin hôm nay";
      case "left", "not a follower" -> "người dân đã bỏ quan tâm";
      case "banned or long inactive" -> "tài khoản Zalo bị khoá hoặc lâu không dùng";
      case "visitor cleared the page" -> "người dân đã xoá cuộc trò chuyện";
      case "chat not found", "deactivated" -> "tài khoản không còn";
      case "never started" -> "người dân chưa mở cuộc trò chuyện";
      default -> "người dân đã chặn";
    };
  }
}
