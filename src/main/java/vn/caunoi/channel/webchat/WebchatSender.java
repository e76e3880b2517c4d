package vn.caunoi.channel.webchat;

import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.platform.LiveUpdates;

/**
 * Puts a message on a visitor's page. Exact: the row is unique by delivery, so repeating a send that failed half-way is harmless, and no
 * outcome is ever unknown.
 */
@Component
class WebchatSender implements MessageSender {
  /** Announced with the visitor's id. */
  static final String TOPIC = "webchat";

  private static final Logger log = LoggerFactory.getLogger(WebchatSender.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Visitors visitors;
  private final ChatMessages messages;
  private final LiveUpdates live;

  WebchatSender(Visitors visitors, ChatMessages messages, LiveUpdates live) {
    this.visitors = visitors;
    this.messages = messages;
    this.live = live;
  }

  @Override
  public Channel channel() {
    return Channel.WEB;
  }

  @Override
  public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
    var ward = account.wardId();
    return visitors.reachable(ward, to)
        .flatMap(visitor -> put(ward, visitor, deliveryId, message))
        .defaultIfEmpty(new SendOutcome.Unreachable("visitor cleared the page"))
        .timeout(LIMIT)
        .onErrorResume(e -> {
          log.warn("web chat message not stored delivery={} error={}", deliveryId, e.getClass().getSimpleName());
          return Mono.just(new SendOutcome.NotSent("database"));
        });
  }

  private Mono<SendOutcome> put(UUID ward, UUID visitor, UUID delivery, OutboundMessage message) {
    return messages.addOurs(ward, visitor, delivery, Bubble.of(message), message.ephemeral())
        .doOnNext(id -> live.announce(ward, TOPIC, visitor))
        .map(id -> new SendOutcome.Accepted(id.toString()));
  }
}
