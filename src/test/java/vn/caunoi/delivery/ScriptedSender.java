package vn.caunoi.delivery;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;

/** Ends sends as told, one after the other; accepts when told nothing more. */
class ScriptedSender implements MessageSender {
  record Sent(UUID deliveryId, String to, String text, long nanos) {}

  private final Channel channel;
  private final Queue<Mono<SendOutcome>> script = new ConcurrentLinkedQueue<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  ScriptedSender(Channel channel, SendOutcome... outcomes) {
    this.channel = channel;
    for (var outcome : outcomes) {
      script.add(Mono.just(outcome));
    }
  }

  ScriptedSender then(Mono<SendOutcome> outcome) {
    script.add(outcome);
    return this;
  }

  List<Sent> sent() {
    return sent;
  }

  List<String> texts() {
    return sent.stream().map(Sent::text).toList();
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
    sent.add(new Sent(deliveryId, to.externalId(), message.text(), System.nanoTime()));
    var told = script.poll();
    return told != null ? told : Mono.just(new SendOutcome.Accepted("provider-" + UUID.randomUUID()));
  }
}
