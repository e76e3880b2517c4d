/**
 * REST for scripts, under {@code /api/v1}. Nothing depends on it.
 * Start reading at the class named for the resource, for instance {@code TipResource}.
 */
@NullMarked
@ApplicationModule
package vn.caunoi.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
