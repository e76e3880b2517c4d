package vn.caunoi.channel;

import java.util.UUID;

/**
 * Where one person can be written to: the id a network gave them towards one of our accounts. The id is personal data, so it is not part
 * of {@link #toString()} and is stored encrypted, beside a keyed hash for look-up.
 */
public record ChannelAddress(Channel channel, UUID accountId, String externalId) {
  @Override
  public String toString() {
    return "ChannelAddress[" + channel + ", account=" + accountId + "]";
  }
}
