package vn.caunoi.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.VietnamTime;

/**
 * How long an account may go on speaking to its network before a person must connect it again. Only networks whose tokens end have one (Zalo).
 *
 * @param accessUntil end of the token that sends, renewed by itself long before
 * @param refreshUntil end of the token that renews; null when there is none
 * @param failedAt when the last renewal failed; null when it did not. {@code failure} says why, in a Vietnamese clause for people
 * @param revoked the account's owner took our rights away
 */
public record TokenLife(UUID accountId, Instant accessUntil, @Nullable Instant refreshUntil, @Nullable Instant failedAt,
    @Nullable String failure, boolean revoked) {
  /** So long before its end a token is shown to people, and to whoever watches the health endpoint. */
  public static final Duration NOTICE = Duration.ofDays(10);
  private static final String CONNECT = " Cần kết nối lại OA.";

  /** What is wrong, the worst first. */
  public enum Alarm { REVOKED, OVER, ENDING, FAILED }

  /** When nothing can be sent any more unless a person or a renewal comes before. */
  public Instant end() {
    return refreshUntil != null && refreshUntil.isAfter(accessUntil) ? refreshUntil : accessUntil;
  }

  /** Null when all is well. */
  public @Nullable Alarm alarm(Instant now) {
    if (revoked) {
      return Alarm.REVOKED;
    }
    if (!now.isBefore(end())) {
      return Alarm.OVER;
    }
    if (!now.isBefore(end().minus(NOTICE))) {
      return Alarm.ENDING;
    }
    return failedAt == null ? null : Alarm.FAILED;
  }

  /** The alarm in a Vietnamese sentence for the console; null when all is well. */
  public @Nullable String warning(Instant now) {
    return switch (alarm(now)) {
      case null -> null;
      case REVOKED -> "OA đã rút quyền của ứng dụng." + CONNECT;
      case OVER -> "Token của OA hết hạn từ " + VietnamTime.minute(end()) + "." + CONNECT;
      case ENDING -> "Token của OA chỉ dùng được đến " + VietnamTime.minute(end()) + " (" + left(now) + ")." + (failedAt == null ? "" : " " + failed()) + CONNECT;
      case FAILED -> failed();
    };
  }

  private String left(Instant now) {
    var left = Duration.between(now, end());
    return left.toDays() > 0 ? "còn " + left.toDays() + " ngày" : "còn " + Math.max(1, left.toHours()) + " giờ";
  }

  private String failed() {
    return "Lần làm mới token lúc " + VietnamTime.minute(failedAt) + " không thành: " + failure + ".";
  }
}
