package vn.caunoi.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The oldest unanswered message of a sender whose row is locked. {@code photoSettled}: its photo is stored, or known not to be had. */
record OpenMessage(UUID wardId, UUID accountId, byte[] senderHash, byte[] eventKey, byte[] payload, int failures,
    @Nullable UUID photo, boolean photoSettled, Instant receivedAt) {}
