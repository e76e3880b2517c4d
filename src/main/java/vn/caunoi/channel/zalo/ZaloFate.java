package vn.caunoi.channel.zalo;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** How one call of the webhook ended, as it is counted, and what Zalo is answered. */
enum ZaloFate {
  RECEIVED(HttpStatus.OK), SETTLED(HttpStatus.OK), GROUP(HttpStatus.OK), DROPPED(HttpStatus.OK), FOREIGN(HttpStatus.OK), UNKNOWN(HttpStatus.OK),
  REVOKED(HttpStatus.OK), UNVERIFIED(HttpStatus.OK), FORGED(HttpStatus.UNAUTHORIZED), BROKEN(HttpStatus.BAD_REQUEST),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE), NO_ACCOUNT(HttpStatus.NOT_FOUND), UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus answer;

  ZaloFate(HttpStatus answer) {
    this.answer = answer;
  }

  HttpStatus answer() {
    return answer;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
