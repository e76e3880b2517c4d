/**
 * Declarative conversations: the language of {@code bot-flows/*.yaml}, its linter and a pure engine.
 * Start reading at {@link vn.caunoi.flow.FlowEngine}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "channel"})
package vn.caunoi.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
