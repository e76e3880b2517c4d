package vn.caunoi.channel.telegram;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.Interaction;

/** An inbox in memory that ignores repeats, and fails when told to. */
class RecordingReceiver implements InboundReceiver {
  final List<InboundMessage> messages = new CopyOnWriteArrayList<>();
  final List<String> unknown = new CopyOnWriteArrayList<>();
  volatile @Nullable RuntimeException failure;
  /** Storing this text fails for good. */
  volatile String poison = "";
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Override
  public Mono<Void> receive(List<InboundMessage> batch) {
    return Mono.fromRunnable(() -> {
      fail();
      if (batch.stream().anyMatch(message -> message.content().equals(new Content.Text(poison)))) {
        throw new IllegalArgumentException("poison");
      }
      batch.stream().filter(message -> seen.add(message.eventKey())).forEach(messages::add);
    });
  }

  @Override
  public Mono<Void> settle(List<DeliveryReceipt> receipts) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> interacted(List<Interaction> interactions) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> keepUnknown(ChannelAccount account, String kind, byte[] raw) {
    return Mono.fromRunnable(() -> {
      fail();
      unknown.add(kind);
    });
  }

  List<String> texts() {
    return messages.stream().<String>mapMulti((message, out) -> {
      if (message.content() instanceof Content.Text text) {
        out.accept(text.text());
      }
    }).toList();
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }
}
