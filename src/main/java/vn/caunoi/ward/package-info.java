/**
 * Provinces, wards, residential groups and officers.
 * Start reading at {@link vn.caunoi.ward.WardDirectory}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit"})
package vn.caunoi.ward;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
