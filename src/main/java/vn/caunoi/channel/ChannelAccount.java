package vn.caunoi.channel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One account of a ward on a network: an OA, a bot, or the ward's web chat. {@code name} is the last part of its webhook address
 * and unique per channel in the installation. {@code externalId} is the OA id or the bot's user name, null until known.
 * {@code ratePerSecond} is what the lane may send in a second: what the network is known to allow,
 * else what was set; {@code simulated} accounts talk to the stand-ins inside this process.
 */
public record ChannelAccount(UUID wardId, UUID id, Channel channel, String name, @Nullable String externalId,
    boolean simulated, Status status, @Nullable String statusReason, double ratePerSecond) {

  /** PAUSED by a person; DOWN because the network refuses the account, until a person mends it. */
  public enum Status { ACTIVE, PAUSED, DOWN }
}
