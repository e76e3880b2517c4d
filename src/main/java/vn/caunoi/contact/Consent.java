package vn.caunoi.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;

/** What a resident agreed to, by which text and when. Kept after it was withdrawn, as a proof; times are kept to the hour. */
public record Consent(Purpose purpose, String textVersion, Channel channel, Instant grantedAt, @Nullable Instant withdrawnAt) {
  public enum Purpose { NOTICES, REMINDERS, SURVEYS }

  public boolean stands() {
    return withdrawnAt == null;
  }
}
