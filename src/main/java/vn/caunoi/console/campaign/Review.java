package vn.caunoi.console.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.caunoi.campaign.DryRun;
import vn.caunoi.campaign.TemplateChoice;
import vn.caunoi.platform.VietnamTime;

/** A dry run in words, for the column that reads as a sentence. */
record Review(DryRun run) {
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");
  private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("HH:mm EEEE dd/MM/yyyy", VIETNAMESE);

  /** {@code Zalo riêng 210 (12 tin có phí khoảng 660 đ), Telegram 188, Web 80}. */
  public String roads() {
    return run.routes().stream().map(Review::road).collect(Collectors.joining(", "));
  }

  private static String road(DryRun.RouteCount road) {
    var count = road.label() + " " + number(road.count());
    return road.billed() == null || road.costVnd() == null || road.billed() == 0 ? count
        : "%s (%s tin có phí khoảng %s đ)".formatted(count, number(road.billed()), number(road.costVnd()));
  }

  public List<DryRun.ReasonCount> unreachable() {
    return run.unreachable();
  }

  /** {@code Đăng vào 2 nhóm Zalo, khoảng 180 thành viên}; empty when no group is posted to. */
  public String posts() {
    var posts = run.groupPosts();
    return posts == null ? "" : "Đăng một tin vào %s nhóm Zalo của tổ, khoảng %s thành viên".formatted(number(posts.posts()), number(posts.estimatedReach()));
  }

  /** {@code noi_dung: Kiểm tra bếp gas}, one for each place of the template. */
  static List<String> templateLines(@Nullable TemplateChoice choice) {
    return choice == null ? List.of() : choice.values().entrySet().stream().filter(value -> !value.getValue().isBlank())
        .map(value -> value.getKey() + ": " + value.getValue().replace(TemplateChoice.GROUP, "(tên tổ của người nhận)")
            .replace(TemplateChoice.WARD, "(tên phường)")).toList();
  }

  /** Why planned messages wait, one sentence each; {@code waiting} is by the sender's short word. */
  static List<String> waiting(Map<String, Long> waiting) {
    return waiting.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(one -> "%s tin đang tạm giữ: %s.".formatted(number(one.getValue()),
        switch (one.getKey()) {
          case "no money for templates" -> "tài khoản trả tiền Zalo (ZCA) chưa liên kết hoặc hết tiền; nạp tiền, máy tự thử lại vài giờ một lần";
          case "account may not send templates" -> "OA chưa được phép gửi mẫu tin, xem Cài đặt → Kênh";
          case "template quota of the day used up" -> "hết hạn mức mẫu tin trong ngày, gửi tiếp từ 6 giờ sáng mai";
          case "not at night" -> "Zalo không cho gửi mẫu tin ban đêm, gửi tiếp từ 6 giờ sáng";
          default -> one.getKey();
        })).toList();
  }

  public String duration() {
    var time = Duration.ofSeconds(run.estimatedSeconds());
    if (time.toMinutes() == 0) {
      return "dưới 1 phút";
    }
    return time.toHours() == 0 ? time.toMinutes() + 1 + " phút" : "%d giờ %d phút".formatted(time.toHours(), time.toMinutesPart());
  }

  public String cost() {
    return number(run.estimatedCostVnd()) + " đ";
  }

  /** {@code 19:00 thứ Sáu 02/10/2026 (giờ Việt Nam)}. */
  static String moment(@Nullable Instant at) {
    return at == null ? "ngay khi được duyệt" : WEEKDAY.format(at.atZone(VietnamTime.ZONE)) + " (giờ Việt Nam)";
  }

  /** {@code 1.240}. */
  static String number(long n) {
    return String.format(VIETNAMESE, "%,d", n);
  }
}
