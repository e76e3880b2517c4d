package vn.caunoi.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.flow.FlowState;

/** A conversation that waits in one step of one flow. {@code state} is null before its first turn is over. */
record Conversation(UUID wardId, UUID id, @Nullable FlowState state) {}
