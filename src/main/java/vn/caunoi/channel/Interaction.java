package vn.caunoi.channel;

import java.time.Instant;
import java.util.UUID;

/** Somebody did something that opens their reply window and says nothing to us: a call, a word in a group of the account. */
public record Interaction(UUID wardId, ChannelAddress from, Instant at) {}
