/**
 * Criteria sets, measures and the score of a ward.
 * Start reading at {@link vn.caunoi.scorecard.ScoringDesk}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "media", "schedule", "ward", "tip", "campaign", "calendar", "feedback", "movement", "contact", "delivery"})
package vn.caunoi.scorecard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
