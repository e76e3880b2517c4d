/** The criteria scorecard: where the ward stands, the rows behind a figure, and what people state. Start at {@link vn.caunoi.console.scorecard.ScorecardPages}. */
@NullMarked
package vn.caunoi.console.scorecard;

import org.jspecify.annotations.NullMarked;
