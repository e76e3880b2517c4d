package vn.caunoi.access;

import java.security.SecureRandom;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.caunoi.platform.InvalidInput;

/** Argon2id, about 70 ms of one core a piece, so it runs on two threads of its own and never on an event loop. */
@Component
class Passwords {
  static final int MIN_LENGTH = 10;
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private final Argon2PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final Scheduler threads = Schedulers.newBoundedElastic(2, 1_000, "password");
  private final SecureRandom random = new SecureRandom();
  private final String nobody = encoder.encode("no account has this password " + random.nextLong());

  Mono<String> hash(String password) {
    return Mono.fromCallable(() -> encoder.encode(password)).subscribeOn(threads);
  }

  Mono<Boolean> matches(String password, String hash) {
    return Mono.fromCallable(() -> encoder.matches(password, hash)).subscribeOn(threads);
  }

  /** The same work for an unknown user name, so that the time of an answer does not tell who exists. */
  Mono<Boolean> matchesNobody(String password) {
    return matches(password, nobody).thenReturn(false);
  }

  /** Twelve letters and digits that cannot be mistaken for each other, in groups: about 60 random bits. */
  String random() {
    var text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  static void check(String password) {
    if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
      throw new InvalidInput("password", "Mật khẩu cần ít nhất " + MIN_LENGTH + " ký tự.");
    }
    if (password.length() > 200) {
      throw new InvalidInput("password", "Mật khẩu dài quá 200 ký tự.");
    }
  }
}
