package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.SendOutcome.Postponed;
import vn.caunoi.channel.SendOutcome.Refused;
import vn.caunoi.platform.VietnamTime;

/**
 * What an error means for one template message. The host of templates by phone has a table of its own (-108 and below) in which some numbers
 * mean something else than in {@link ZaloErrors}, which decides the rest. Nothing here stops the lane: while templates cannot be paid for,
 * replies in open windows are free and go on.
 */
final class ZaloTemplateErrors {
  /** Paid messages wait so long before money or rights are looked for again. */
  static final Duration PAID_PAUSE = Duration.ofHours(6);
  private static final LocalTime MORNING = LocalTime.of(6, 0);
  private static final Duration JITTER = Duration.ofMinutes(10);
  private static final Set<Integer> MONEY = Set.of(-115, -126, -137, -320, -321);
  private static final Set<Integer> RIGHTS = Set.of(-101, -102, -103, -104, -105, -135, -136, -212, -221, -223, -224);
  private static final Set<Integer> DAY_QUOTA = Set.of(-144, -147, -211, -1441, -1471, -1472);

  private ZaloTemplateErrors() {}

  static SendOutcome outcome(int code, Instant now) {
    if (stopsPaid(code)) {
      return new Postponed(PAID_PAUSE, reason(code));
    }
    if (DAY_QUOTA.contains(code)) {
      return new Postponed(untilMorning(now, true), "template quota of the day used up");
    }
    return switch (code) {
      case -133, -234 -> new Postponed(untilMorning(now, false), "not at night");
      case -108 -> refused(code, "phone number invalid");
      case -109 -> refused(code, "template unknown");
      case -111, -112, -1121, -1122, -1123, -1124 -> refused(code, "template parameters refused");
      case -114, -118, -119 -> refused(code, "phone not reachable on Zalo");
      case -117 -> refused(code, "no right to the template");
      case -127 -> refused(code, "development mode reaches administrators only");
      case -131 -> refused(code, "template not approved");
      case -139, -140, -141 -> refused(code, "resident refuses or may not get templates");
      case -145, -146 -> refused(code, "template switched off");
      case -249 -> refused(code, "template not for user ids");
      default -> ZaloErrors.outcome(code, now);
    };
  }

  /** No money, or no right to paid messages: none of the account's leaves until a person has mended it. */
  static boolean stopsPaid(int code) {
    return MONEY.contains(code) || RIGHTS.contains(code);
  }

  /** The template itself cannot be used any more. */
  static boolean endsTemplate(int code) {
    return code == -109 || code == -131 || code == -145 || code == -146;
  }

  static boolean wantsPhone(int code) {
    return code == -249;
  }

  /** What an administrator reads beside the account or the list. */
  static String sentence(int code) {
    if (MONEY.contains(code)) {
      return "Tin theo mẫu đang tạm giữ: tài khoản trả tiền Zalo (ZCA) chưa liên kết hoặc đã hết tiền (%d). Nạp tiền, tin sẽ tự gửi tiếp.".formatted(code);
    }
    return switch (code) {
      case -32 -> "Zalo đang giới hạn số lần gọi. Chờ một phút rồi thử lại.";
      case -135, -136 -> "OA chưa bật tin theo mẫu (ZBS) hoặc chưa liên kết ZCA (%d).".formatted(code);
      case -221 -> "OA chưa xác thực (-221) nên chưa dùng được tin theo mẫu.";
      case -224 -> "Gói dịch vụ của OA chưa có tin theo mẫu (-224).";
      case -235 -> "Zalo không mở tin theo mẫu cho loại OA này (-235). Liên hệ Zalo để hỏi về OA cơ quan nhà nước.";
      default -> RIGHTS.contains(code) ? "Ứng dụng chưa được cấp quyền gửi tin theo mẫu (%d).".formatted(code)
          : "Zalo từ chối (mã %d).".formatted(code);
    };
  }

  /** Of a code that {@link #stopsPaid}. */
  static String reason(int code) {
    return MONEY.contains(code) ? "no money for templates" : "account may not send templates";
  }

  private static Refused refused(int code, String reason) {
    return new Refused(String.valueOf(code), reason);
  }

  /** Quotas of a day begin anew at midnight; nobody wants to be woken then. */
  private static Duration untilMorning(Instant now, boolean ofTomorrow) {
    var local = now.atZone(VietnamTime.ZONE);
    var today = local.with(MORNING);
    var morning = today.isAfter(local) && !ofTomorrow ? today : local.toLocalDate().plusDays(1).atTime(MORNING).atZone(VietnamTime.ZONE);
    return Duration.between(now, morning.toInstant()).plusMillis(ThreadLocalRandom.current().nextLong(JITTER.toMillis()));
  }
}
