package vn.caunoi.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.MessageSender;

/** Makes the lane of an account with the sender of its channel. */
@Component
class LaneFactory {
  private final Map<Channel, MessageSender> senders;
  private final Claims claims;
  private final Outcomes outcomes;
  private final DeliverySettings settings;
  private final Clock clock;

  LaneFactory(List<MessageSender> senders, Claims claims, Outcomes outcomes, DeliverySettings settings, Clock clock) {
    this.senders = senders.stream().collect(Collectors.toMap(MessageSender::channel, Function.identity()));
    this.claims = claims;
    this.outcomes = outcomes;
    this.settings = settings;
    this.clock = clock;
  }

  boolean canServe(ChannelAccount account) {
    return senders.containsKey(account.channel());
  }

  Lane open(UUID owner, ChannelAccount account) {
    return new Lane(owner, account, senders.get(account.channel()), claims, outcomes, settings, clock);
  }
}
