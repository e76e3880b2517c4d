/**
 * The small technical floor: ids, clock, database, encryption, settings, live announcements, problem details.
 * Uses no other package. Start reading at {@link vn.caunoi.platform.Vault} and {@link vn.caunoi.platform.DatabaseConfiguration}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package vn.caunoi.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
