/**
 * What residential groups do: confirmations that an occasion was held.
 * Start reading at {@link vn.caunoi.movement.EventConfirmations}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "media", "schedule", "ward", "channel", "flow", "contact", "delivery", "conversation", "calendar"})
package vn.caunoi.movement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
