/**
 * One message to many at a planned time: audience, dry run, approval, progress. An event reminder is a campaign made from an occasion.
 * Start reading at {@link vn.caunoi.campaign.CampaignPlanner}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "media", "schedule", "ward", "channel", "contact", "delivery", "calendar"})
package vn.caunoi.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
