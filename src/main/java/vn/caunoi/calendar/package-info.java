/**
 * Event days, their lead times, and working days.
 * Start reading at {@link vn.caunoi.calendar.EventCalendar}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "ward"})
package vn.caunoi.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
