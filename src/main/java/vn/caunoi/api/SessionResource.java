package vn.caunoi.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.Session;
import vn.caunoi.access.SignInOutcome;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.WardDirectory;

/** Signs a script in: user name and password for a bearer token. */
@RestController
class SessionResource {
  private final Accounts accounts;
  private final WardDirectory directory;

  SessionResource(Accounts accounts, WardDirectory directory) {
    this.accounts = accounts;
    this.directory = directory;
  }

  /** {@code totp} is accepted for later and not read yet. */
  record SignIn(@Nullable String username, @Nullable String password, @Nullable String totp) {}

  record SignedIn(String token, Instant expiresAt, User user) {}

  /** {@code ward} is the ward's slug; null for a province viewer. */
  record User(String username, String role, @Nullable String ward) {}

  @PostMapping("/api/v1/sessions")
  Mono<ResponseEntity<SignedIn>> signIn(@RequestBody SignIn body) {
    if (body.username() == null || body.password() == null) {
      return Mono.error(new InvalidInput("username", "Cần username và password."));
    }
    return accounts.signIn(body.username(), body.password(), Session.Kind.BEARER).flatMap(outcome -> switch (outcome) {
      case SignInOutcome.SignedIn in -> user(in.officer())
          .map(user -> ResponseEntity.status(HttpStatus.CREATED).body(new SignedIn(in.session().token(), in.session().expiresAt(), user)));
      case SignInOutcome.Wrong wrong -> Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
      case SignInOutcome.SlowDown slow -> Mono.just(ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
          .header("Retry-After", Long.toString(slow.remaining().toSeconds() + 1)).build());
    });
  }

  private Mono<User> user(Officer officer) {
    var user = new User(officer.username(), officer.role().name().toLowerCase(java.util.Locale.ROOT), null);
    return officer.wardId() == null ? Mono.just(user) : directory.get(officer.wardId()).map(ward -> new User(user.username(), user.role(), ward.slug()));
  }
}
