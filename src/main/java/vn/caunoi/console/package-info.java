/**
 * The web console in Vietnamese, one sub-package per capability. Nothing depends on it.
 * Start reading at {@link vn.caunoi.console.ConsoleFrame}, then the {@code *Pages} of a sub-package.
 */
@NullMarked
@ApplicationModule
package vn.caunoi.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
