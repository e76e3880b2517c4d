package vn.caunoi.channel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a network says of one of our accounts; null is unknown. {@code limitPerMinute} and {@code limitRemaining} are of a request
 * answered at {@code limitSeenAt}; {@code checkedAt} is when the package was last asked for.
 */
public record AccountStanding(UUID accountId, @Nullable String packageName, @Nullable LocalDate packageUntil, @Nullable Boolean packageRenews,
    @Nullable Integer limitPerMinute, @Nullable Integer limitRemaining, @Nullable Instant limitSeenAt,
    @Nullable Instant checkedAt, List<Quota> quotas) {
  private static final int SOON_DAYS = 14;

  /** A stock of the account, by the network's own name; {@code validUntil} as the network writes it. */
  public record Quota(String kind, long remaining, long total, @Nullable String validUntil) {

    /** As people read it. */
    public String label() {
      return switch (kind) {
        case "sub_quota" -> "Tin trong gói";
        case "purchase_quota" -> "Tin mua thêm";
        case "reward_quota" -> "Tin được tặng";
        default -> kind;
      };
    }
  }

  public AccountStanding {
    quotas = List.copyOf(quotas);
  }

  /** Nothing known yet. */
  public static AccountStanding unknown(UUID accountId) {
    return new AccountStanding(accountId, null, null, null, null, null, null, null, List.of());
  }

  public boolean isUnknown() {
    return packageName == null && limitPerMinute == null && quotas.isEmpty();
  }

  AccountStanding with(List<Quota> stock) {
    return new AccountStanding(accountId, packageName, packageUntil, packageRenews, limitPerMinute, limitRemaining, limitSeenAt,
        checkedAt, stock);
  }

  /** Days until the package ends, negative after; null when unknown or when it renews itself. */
  public @Nullable Long packageDaysLeft(LocalDate today) {
    return packageUntil == null || Boolean.TRUE.equals(packageRenews) ? null : packageUntil.toEpochDay() - today.toEpochDay();
  }

  /** A person should renew the package. */
  public boolean packageEndsSoon(LocalDate today) {
    var left = packageDaysLeft(today);
    return left != null && left <= SOON_DAYS;
  }
}
