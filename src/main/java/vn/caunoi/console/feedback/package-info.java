/** Satisfaction: the ward's figures, and the page on which an invitation is answered. Start reading at {@link vn.caunoi.console.feedback.FeedbackPages}. */
@NullMarked
package vn.caunoi.console.feedback;

import org.jspecify.annotations.NullMarked;
