package vn.caunoi.campaign;

import org.jspecify.annotations.Nullable;
import vn.caunoi.delivery.Delivery.Status;
import vn.caunoi.delivery.DeliveryTally;

/** Where a campaign stands; the states always add up to {@code total}. {@code etaSeconds} is null when nothing moves. */
public record CampaignProgress(String status, long total, long planned, long claimed, long accepted, long delivered, long seen, long failed,
    long unknown, long skipped, long cancelled, double ratePerSecond, @Nullable Long etaSeconds) {

  static CampaignProgress of(Campaign campaign, DeliveryTally tally) {
    return new CampaignProgress(campaign.status().name(), tally.total(), tally.of(Status.PLANNED), tally.of(Status.CLAIMED), tally.of(Status.ACCEPTED),
        tally.of(Status.DELIVERED), tally.of(Status.SEEN), tally.of(Status.FAILED), tally.of(Status.UNKNOWN), tally.of(Status.SKIPPED),
        tally.of(Status.CANCELLED), tally.ratePerSecond(), tally.etaSeconds());
  }
}
