/**
 * How satisfied residents are: asked, answered, counted.
 * Start reading at {@link vn.caunoi.feedback.SatisfactionIndex}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "schedule", "ward", "channel", "flow", "contact", "delivery", "conversation", "tip"})
package vn.caunoi.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
