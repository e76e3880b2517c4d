/** What the province sees: wards side by side, in totals only. Start reading at {@link vn.caunoi.console.province.ProvincePages}. */
@NullMarked
package vn.caunoi.console.province;

import org.jspecify.annotations.NullMarked;
