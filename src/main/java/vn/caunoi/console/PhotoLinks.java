package vn.caunoi.console;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Vault;

/**
 * Addresses of residents' photos that open for a short while and in the session they were made for alone: one that is copied into a message,
 * or stays in a browser's history, opens nothing. They come on top of the right to see the record, never in its place.
 */
@Component
public class PhotoLinks {
  private static final Duration VALID = Duration.ofMinutes(15);
  private static final int SIGNATURE_BYTES = 18;

  private final Vault vault;
  private final Clock clock;

  PhotoLinks(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** For the pages of one session; templates call {@link #to}. */
  public record Links(PhotoLinks signer, CurrentAccount me) {
    /** The address with its time and signature behind it. */
    public String to(String path) {
      return signer.sign(me, path);
    }

    @Override
    public String toString() {
      return "Links[]";
    }
  }

  /** What an address carries; a missing part is as good as a wrong one. */
  public record Pass(@Nullable Long until, @Nullable String sig) {}

  public Links of(CurrentAccount me) {
    return new Links(this, me);
  }

  /** Errs with {@link NotFound} when the time is over or the address was made for another session. */
  public void check(CurrentAccount me, String path, Pass pass) {
    boolean valid = pass.until() != null && pass.sig() != null && pass.until() > clock.millis()
        && MessageDigest.isEqual(signature(me, path, pass.until()).getBytes(), pass.sig().getBytes());
    if (!valid) {
      throw new NotFound("Đường dẫn của ảnh đã hết hạn. Xin tải lại trang rồi mở ảnh từ đó.");
    }
  }

  private String sign(CurrentAccount me, String path) {
    long until = clock.instant().plus(VALID).toEpochMilli();
    return path + "?until=" + until + "&sig=" + signature(me, path, until);
  }

  private String signature(CurrentAccount me, String path, long until) {
    var mac = vault.lookup("console.photo_link", me.sessionId() + "|" + until + "|" + path);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, SIGNATURE_BYTES));
  }
}
