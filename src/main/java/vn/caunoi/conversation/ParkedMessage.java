package vn.caunoi.conversation;

import java.time.Instant;
import vn.caunoi.channel.Channel;

/** A message that could not be answered, without what it says. {@code kind} and {@code failure} are names from our code. */
public record ParkedMessage(String id, Channel channel, String kind, String failure, Instant receivedAt, Instant parkedAt) {}
