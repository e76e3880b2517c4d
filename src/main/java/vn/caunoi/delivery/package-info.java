/**
 * The ledger of every message that leaves: its route, its state, its fate.
 * Start reading at {@link vn.caunoi.delivery.DeliveryLedger}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "schedule", "ward", "channel", "contact"})
package vn.caunoi.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
