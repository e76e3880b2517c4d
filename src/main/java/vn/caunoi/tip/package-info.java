/**
 * What residents report and how the ward handles it.
 * Start reading at {@link vn.caunoi.tip.TipDesk}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "media", "schedule", "ward", "channel", "flow", "contact", "delivery", "conversation", "calendar"})
package vn.caunoi.tip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
