/**
 * What happens once at each start: the first administrator, the demo ward, the channel accounts, and the lines that tell where to go.
 * Nothing depends on it. Start reading at {@link vn.caunoi.start.StartUp}.
 */
@NullMarked
@ApplicationModule
package vn.caunoi.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
