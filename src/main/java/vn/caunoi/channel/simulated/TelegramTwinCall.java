package vn.caunoi.channel.simulated;

import java.time.Instant;

/** One call the twin has read. {@code method} is in lower case; {@code chat} is 0 when the method has none. */
public record TelegramTwinCall(String method, long chat, Instant at) {}
