/**
 * The only door to Quartz: an alarm clock that starts work by kind and id. The truth about when something is due stands in the table of
 * whoever asked. Start reading at {@link vn.caunoi.schedule.Timetable}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform"})
package vn.caunoi.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
