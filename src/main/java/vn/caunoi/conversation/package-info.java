/**
 * The inbox: one inbound message becomes one turn of a flow.
 * Start reading at {@link vn.caunoi.conversation.Conversations}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "media", "ward", "channel", "flow", "contact", "delivery", "schedule"})
package vn.caunoi.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
