/**
 * Accounts, sign-in, sessions and API tokens. Only {@code api} and {@code console} know this package.
 * Start reading at {@link vn.caunoi.access.SecurityConfiguration}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "ward"})
package vn.caunoi.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
