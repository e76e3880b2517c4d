package vn.caunoi.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;

/** What a resident agreed to, by which text and when. Kept after it was withdrawn, as a proof; times are kept to the hour. */
public record Consent(Purpose purpose, String textVersion, Channel channel, Instant grantedAt, @Nullable Instant withdrawnAt) {
  /** The first three are kinds of messages; {@code PHONE} lets approved templates reach a phone number that is kept for nothing else. */
  public enum Purpose {
    NOTICES, REMINDERS, SURVEYS, PHONE;

    /** What is agreed to together, when somebody joins. */
    static final List<Purpose> MESSAGES = List.of(NOTICES, REMINDERS, SURVEYS);
  }

  public boolean stands() {
    return withdrawnAt == null;
  }
}
