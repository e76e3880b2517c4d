/**
 * Who did what to which record: append-only.
 * Start reading at {@link vn.caunoi.audit.AuditTrail}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform"})
package vn.caunoi.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
