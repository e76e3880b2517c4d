/**
 * What a messaging channel is: addresses, messages in and out, and what became of a send.
 * Zalo, Telegram and web chat live in sub-packages; {@code simulated} holds the only stand-ins of the two networks.
 * Start reading at {@link vn.caunoi.channel.MessageSender} (out) and {@link vn.caunoi.channel.InboundReceiver} (in).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "media", "schedule", "ward"})
package vn.caunoi.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
