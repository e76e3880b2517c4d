/** The first page of a day, and the search over everything. Start reading at {@link vn.caunoi.console.home.TodayPages}. */
@NullMarked
package vn.caunoi.console.home;

import org.jspecify.annotations.NullMarked;
