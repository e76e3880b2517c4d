package vn.caunoi.channel;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;

/**
 * Connects an OA by its administrator's consent (Zalo, OAuth v4 with PKCE), or by a pair of tokens pasted from Zalo's API Explorer. Whatever
 * goes wrong, the pair that worked before is left as it is. Methods err with {@link NotFound} when the account is not of this ward or no OA.
 */
public interface OaSignIn {
  /** Where Zalo sends the browser back to, under the public address; it must be registered in Zalo's console to the letter. */
  String CALLBACK = "/settings/channels/zalo/callback";
  /** So long may somebody stay on Zalo's page. */
  Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * How far an account is. {@code ready}: app id and secret are there. {@code oaId} is null until known. {@code fixedChallenge} is the one PKCE
   * challenge that Zalo's console keeps, null when each sign-in has its own.
   */
  record Setup(boolean ready, @Nullable String oaId, String callback, @Nullable String fixedChallenge) {}

  /** Zalo's page, and until when the way back is open. The address carries a secret of this browser: it is for its administrator alone. */
  record Leave(URI page, Instant until) {
    @Override
    public String toString() {
      return "Leave[" + until + "]";
    }
  }

  /** What came back with the browser; each empty when it did not. {@code error} is Zalo's {@code error_code} or {@code error}. */
  record Return(String code, String oaId, String state, String error) {
    @Override
    public String toString() {
      return "Return[error=" + error + "]";
    }
  }

  /** How an attempt ended. {@code account} is the one that was meant, null when that is not known. */
  sealed interface Outcome {
    @Nullable UUID account();

    /** The new pair works and is the account's from now on. {@code name} is what the OA is called, empty when Zalo did not say. */
    record Connected(UUID account, String oaId, String name) implements Outcome {}

    /** Zalo granted a pair and then would not say whose it is; it waits beside the one that works and is looked at again by itself. */
    record Unproven(UUID account, String reason) implements Outcome {}

    /** The OA that granted is another than the account's. */
    record OtherOa(UUID account, String expected, String granted) implements Outcome {}

    /** The OA that granted belongs to another account here. */
    record TakenOa(UUID account, String granted) implements Outcome {}

    /** The person said no at Zalo's page, or that page ended in an error. */
    record SaidNo(UUID account, String code) implements Outcome {}

    /** Zalo took the code or the token for spent, foreign or too old. */
    record Refused(UUID account, String code) implements Outcome {}

    /** Zalo gave no answer to read. When it was {@code asked}, what was shown to it may be spent all the same. */
    record Away(UUID account, boolean asked) implements Outcome {}

    /** The pasted token is the one in use ({@code inUse}), or one that was used up here before: Zalo was not asked. */
    record KnownToken(UUID account, boolean inUse) implements Outcome {}

    /** Nobody here is on such a way: see {@link Why}. */
    record NoSuchWay(@Nullable UUID account, Why why) implements Outcome {}

    /** MISSING: nothing came back. FOREIGN: never begun, or in another session or ward. USED: gone before. LATE: after {@link #PATIENCE}. */
    enum Why { MISSING, FOREIGN, USED, LATE }
  }

  Mono<Setup> setup(UUID ward, UUID account);

  /** The administrator's session {@code session} sets out for Zalo's page. Errs with {@link Conflict} when app id or secret are missing. */
  Mono<Leave> begin(UUID ward, UUID account, UUID session);

  /** The browser of this session came back. */
  Mono<Outcome> finish(UUID ward, UUID session, Return back);

  /** Tries a pasted pair by one refresh; the access token may be empty. Errs with {@link InvalidInput} when it cannot be a token. */
  Mono<Outcome> paste(UUID ward, UUID account, String refreshToken, String accessToken);

  /** From now on one challenge for all sign-ins; an empty verifier makes a new one. Errs with {@link InvalidInput} when it cannot be one. */
  Mono<Void> fixChallenge(UUID ward, UUID account, String verifier);

  /** From now on each sign-in has a challenge of its own. */
  Mono<Void> freeChallenge(UUID ward, UUID account);
}
