package vn.caunoi.channel;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An account and what went on there lately. {@code settingUp}: added in the console and not in use yet. */
public record AccountHealth(ChannelAccount account, boolean settingUp, Pulse pulse) {

  /**
   * @param heardAt when somebody last wrote to the account
   * @param sentAt when the network last took a message
   * @param calledAt when the network last called our webhook with the right signature
   * @param refusedAt when somebody last called it with a wrong one
   * @param throttled how often the network asked us to slow down on {@code throttledOn}, a day in Vietnam
   */
  public record Pulse(@Nullable Instant heardAt, @Nullable Instant sentAt, @Nullable Instant calledAt, @Nullable Instant refusedAt,
      @Nullable LocalDate throttledOn, long throttled) {

    public long throttledOn(LocalDate day) {
      return day.equals(throttledOn) ? throttled : 0;
    }

    /** The newest call of the webhook was signed wrongly. */
    public boolean isRefused() {
      return refusedAt != null && (calledAt == null || refusedAt.isAfter(calledAt));
    }
  }
}
