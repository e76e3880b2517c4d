package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.SendOutcome.AccountDown;
import vn.caunoi.channel.SendOutcome.NotSent;
import vn.caunoi.channel.SendOutcome.Postponed;
import vn.caunoi.channel.SendOutcome.RateLimited;
import vn.caunoi.channel.SendOutcome.Refused;
import vn.caunoi.channel.SendOutcome.Unknown;
import vn.caunoi.channel.SendOutcome.Unreachable;
import vn.caunoi.platform.VietnamTime;

/**
 * Zalo's error codes and what each means for one send. HTTP 200 is no success: {@code {"error":-32,"message":"…"}} is the normal shape, so
 * the body decides and the HTTP status only when there is no such body. A published table in which -201 is a bad token belongs to a retired
 * interface. What an error is cured by before it counts (new token, other endpoint, no buttons) stands at the end.
 */
final class ZaloErrors {
  private static final Duration JITTER = Duration.ofSeconds(2);
  private static final LocalTime MORNING = LocalTime.of(6, 0);
  private static final Set<Integer> TOKEN = Set.of(-216, -220, 216, 401, -401);

  private ZaloErrors() {}

  static SendOutcome outcome(int code, Instant now) {
    return switch (code) {
      // the pace
      case -32 -> new RateLimited(untilNextMinute(now));
      // the night closes for one kind of message, never for the chat beside it: the lane must stay open
      case -234 -> new Postponed(untilMorning(now), "not at night");

      // this address
      case -213 -> new Unreachable("not a follower");
      case -217 -> new Unreachable("blocks the OA");
      case -227 -> new Unreachable("banned or long inactive");
      case -230, -232 -> new Unreachable("window closed", Barrier.WINDOW);
      case -244 -> new Unreachable("restricts this kind of message", Barrier.KIND);
      case -218 -> new Postponed(untilTomorrowMorning(now), "quota of today used up", Barrier.DAY);

      // this message
      case -100 -> refused(code, "attachment expired");
      case -201 -> refused(code, "parameter invalid");
      case -210 -> refused(code, "parameter above limit");
      case -214 -> refused(code, "article still processing");
      case -233 -> refused(code, "message type unsupported");
      case -237 -> refused(code, "group disabled");
      case -238, -241 -> refused(code, "group asset used or disabled");
      case -248 -> refused(code, "against Zalo's policy");
      case -249 -> refused(code, "template not for user ids");
      case -403 -> refused(code, "OA not in the group");
      case -1340, -1341 -> refused(code, "form");

      // Zalo's own trouble: it says that nothing was sent
      case -200 -> new NotSent("send failed at Zalo");

      // the account: stop, tell a person
      case -204, -205 -> new AccountDown("OA deleted or unknown");
      case -209 -> new AccountDown("app not activated");
      case -211 -> new AccountDown("quota of the feature used up");
      case -212 -> new AccountDown("interface not registered for the app");
      case -216, -220, 216, 401, -401 -> new AccountDown("access token refused");
      case -219 -> new AccountDown("app removed or disabled");
      case -221 -> new AccountDown("OA not verified");
      case -223 -> new AccountDown("OA has not authorised the interface");
      case -224 -> new AccountDown("package of the OA too low");
      case -235 -> new AccountDown("interface closed to this type of OA");
      case -240 -> new AccountDown("v2 messages shut down");
      case -242 -> new AccountDown("app secret proof refused");
      case -320, -321 -> new AccountDown("Zalo cloud account missing or without money");
      case -14002, -14003, -14014, -118 -> new AccountDown("OA must be connected again");

      default -> refused(code, "unknown error");
    };
  }

  /** For an answer whose body is no envelope: an HTML page, nothing, half a JSON. The message may have gone out unless the status denies it. */
  static SendOutcome withoutEnvelope(int httpStatus) {
    return switch (httpStatus) {
      case 429 -> new RateLimited(Duration.ofMinutes(1));
      case 401, 403 -> new AccountDown("HTTP " + httpStatus);
      case 400, 404, 405, 413, 415 -> refused(httpStatus, "HTTP " + httpStatus);
      default -> new Unknown("HTTP " + httpStatus + " without an answer to read");
    };
  }

  /** Cured by a new access token, once. */
  static boolean wantsToken(int code) {
    return TOKEN.contains(code);
  }

  /** This OA must be written to through v2: state agencies get -235 on v3. */
  static boolean wantsV2(int code) {
    return code == -235;
  }

  /** This OA must be written to through v3: enterprises get -240 on v2. */
  static boolean wantsV3(int code) {
    return code == -240;
  }

  /** With a quote on board this may be about the quote: its message is too old or deleted. Tried before the buttons. */
  static boolean mayRefuseQuote(int code) {
    return code == -201;
  }

  /** With buttons on board this may be about the buttons: -201 names any field, -233 the kind of message. */
  static boolean mayRefuseButtons(int code) {
    return code == -201 || code == -233;
  }

  /** Cured by uploading the picture again, once. */
  static boolean wantsUpload(int code) {
    return code == -100;
  }

  private static Refused refused(int code, String reason) {
    return new Refused(String.valueOf(code), reason);
  }

  /** The counter starts anew each minute; the jitter keeps all lanes of an app from starting at once. */
  private static Duration untilNextMinute(Instant now) {
    var next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    return Duration.between(now, next).plus(jitter());
  }

  private static Duration untilMorning(Instant now) {
    var local = now.atZone(VietnamTime.ZONE);
    var today = local.with(MORNING);
    var morning = today.isAfter(local) ? today : today.plusDays(1);
    boolean night = local.getHour() >= 22 || local.getHour() < 6;
    return (night ? Duration.between(now, morning.toInstant()) : Duration.ofHours(1)).plus(jitter());
  }

  private static Duration untilTomorrowMorning(Instant now) {
    return Duration.between(now, now.atZone(VietnamTime.ZONE).plusDays(1).with(MORNING).toInstant()).plus(jitter());
  }

  private static Duration jitter() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(JITTER.toMillis()));
  }
}
