package vn.caunoi.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.delivery.NewDelivery.Purpose;

/**
 * One message that leaves and what is known about it. {@link #after} is the whole rule book of what follows an attempt.
 */
public record Delivery(UUID wardId, UUID id, ChannelAddress to, Purpose purpose, Route route, @Nullable UUID campaignId, Status status,
    @Nullable String reason, @Nullable String providerId, int attempts, boolean repeated, Instant dueAt) {
  static final int MAX_ATTEMPTS = 5;

  /** The states of the ledger; each delivery is in exactly one. */
  public enum Status {
    PLANNED("Chờ gửi"), CLAIMED("Đang gửi"), ACCEPTED("Mạng đã nhận"), DELIVERED("Đã tới"), SEEN("Đã xem"), FAILED("Không gửi được"),
    UNKNOWN("Không rõ"), SKIPPED("Bỏ qua"), CANCELLED("Đã huỷ");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    /** Nothing more will be sent for it by itself. */
    public boolean isDecided() {
      return this != PLANNED && this != CLAIMED;
    }
  }

  /** What follows a send that ended like this. */
  public Delivery after(SendOutcome outcome, Instant now) {
    return switch (outcome) {
      case SendOutcome.Accepted a -> attempted().accepted(a.providerId());
      case SendOutcome.RateLimited r -> due(now.plus(r.retryAfter()));
      case SendOutcome.Postponed p -> attempted().lateOr(Status.FAILED, p, now);
      case SendOutcome.NotSent n -> attempted().againOr(Status.FAILED, n.reason(), now);
      case SendOutcome.Unknown u -> attempted().afterUnknown(u.reason(), now);
      case SendOutcome.Unreachable u -> attempted().ended(Status.FAILED, u.reason());
      case SendOutcome.Refused r -> attempted().ended(Status.FAILED, r.code() + ": " + r.reason());
      case SendOutcome.Moved m -> attempted().movedTo(m.to(), now);
      case SendOutcome.AccountDown d -> due(now);
    };
  }

  /** Web chat keeps each delivery once by its id, so a repeat there is never seen twice. */
  boolean isExact() {
    return to.channel() == Channel.WEB;
  }

  /** The reader should be told that this may be the second copy. */
  boolean isMarkedAsRepeat() {
    return repeated && !isExact();
  }

  private Delivery afterUnknown(String why, Instant now) {
    if (isExact()) {
      return againOr(Status.UNKNOWN, why, now);
    }
    if (purpose.repeatsOnce() && !repeated) {
      return new Delivery(wardId, id, to, purpose, route, campaignId, Status.PLANNED, why, null, attempts, true, now);
    }
    return ended(Status.UNKNOWN, why);
  }

  private Delivery againOr(Status otherwise, String why, Instant now) {
    return attempts < MAX_ATTEMPTS ? due(now.plus(pause(attempts))) : ended(otherwise, why);
  }

  /** Why it waits can be read while it does. */
  private Delivery lateOr(Status otherwise, SendOutcome.Postponed late, Instant now) {
    return attempts < MAX_ATTEMPTS
        ? new Delivery(wardId, id, to, purpose, route, campaignId, Status.PLANNED, late.reason(), null, attempts, repeated, now.plus(late.retryAfter()))
        : ended(otherwise, late.reason());
  }

  private Delivery movedTo(ChannelAddress there, Instant now) {
    return attempts < MAX_ATTEMPTS
        ? new Delivery(wardId, id, there, purpose, route, campaignId, Status.PLANNED, reason, providerId, attempts, repeated, now)
        : ended(Status.FAILED, "moved-too-often");
  }

  /** 2, 8, 32, 128 seconds. */
  private static Duration pause(int attempts) {
    return Duration.ofSeconds(1L << (2 * attempts - 1));
  }

  private Delivery attempted() {
    return new Delivery(wardId, id, to, purpose, route, campaignId, status, reason, providerId, attempts + 1, repeated, dueAt);
  }

  private Delivery accepted(String providersId) {
    return new Delivery(wardId, id, to, purpose, route, campaignId, Status.ACCEPTED, null, providersId, attempts, repeated, dueAt);
  }

  private Delivery due(Instant when) {
    return new Delivery(wardId, id, to, purpose, route, campaignId, Status.PLANNED, reason, providerId, attempts, repeated, when);
  }

  private Delivery ended(Status as, String why) {
    return new Delivery(wardId, id, to, purpose, route, campaignId, as, why, providerId, attempts, repeated, dueAt);
  }
}
