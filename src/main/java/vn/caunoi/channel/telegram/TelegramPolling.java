package vn.caunoi.channel.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import com.fasterxml.jackson.databind.JsonNode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.telegram.TelegramReceivings.Turn;

/**
 * Fetches the updates of one bot, a batch at a time: ask, store, then move the offset. Telegram forgets an update only when a later call
 * asks beyond it, so a crash anywhere in between brings it again, and the inbox knows repeats. Ids may jump down after a week of silence:
 * what comes is taken, nothing is compared with the last one.
 */
class TelegramPolling {
  static final Duration WAIT = Duration.ofSeconds(25);
  /** Longer than the longest call, so that the turn is never lost in the middle of one. */
  private static final Duration LEASE = WAIT.plus(TelegramApi.RESPONSE_TIMEOUT).plusSeconds(15);
  private static final int BATCH = 100;

  private final TelegramApi api;
  private final TelegramReceivings receivings;
  private final TelegramUpdates updates;
  private final InboundReceiver receiver;
  private final BiConsumer<TelegramBot, List<TelegramCourtesy>> courtesies;
  private final UUID owner = UUID.randomUUID();
  private final Clock clock;

  TelegramPolling(TelegramApi api, TelegramReceivings receivings, TelegramUpdates updates, InboundReceiver receiver,
      BiConsumer<TelegramBot, List<TelegramCourtesy>> courtesies, Clock clock) {
    this.api = api;
    this.receivings = receivings;
    this.updates = updates;
    this.receiver = receiver;
    this.courtesies = courtesies;
    this.clock = clock;
  }

  /** Takes or prolongs this node's turn; empty while another node polls. */
  Mono<Turn> claim(ChannelAccount account) {
    return receivings.claim(account, owner, LEASE);
  }

  Mono<Void> release(ChannelAccount account) {
    return receivings.release(account, owner);
  }

  /** One call; done when what came is stored. The answer says how the call itself ended. */
  Mono<TelegramAnswer> round(TelegramBot bot, Turn turn) {
    var question = Map.of("offset", turn.nextOffset(), "limit", BATCH, "timeout", WAIT.toSeconds(), "allowed_updates", TelegramUpdates.KINDS);
    return api.poll(bot, WAIT, "getUpdates", question)
        .delayUntil(answer -> answer instanceof TelegramAnswer.Done done ? store(bot, turn, done.result()) : Mono.empty());
  }

  private record Read(JsonNode raw, TelegramEvent event) {}

  private Mono<Void> store(TelegramBot bot, Turn turn, JsonNode batch) {
    var all = new ArrayList<Read>();
    long next = turn.nextOffset();
    for (var node : batch) {
      all.add(new Read(node, updates.read(bot.account(), node, clock.instant())));
      next = node.path("update_id").asLong(next - 1) + 1;
    }
    return all.isEmpty()
        ? Mono.empty()
        : storeMessages(bot, all).then(keepUnknown(bot, all)).then(receivings.advance(turn, next)).doOnSuccess(done -> all.forEach(read -> courtesies.accept(bot, read.event().courtesies())));
  }

  /** All at once; should the inbox choke on one of them, one by one, so that those behind it get through. */
  private Mono<Void> storeMessages(TelegramBot bot, List<Read> all) {
    var messages = all.stream().<InboundMessage>mapMulti((read, out) -> {
      if (read.event() instanceof TelegramEvent.Done done) {
        out.accept(done.message());
      }
    }).toList();
    return messages.isEmpty()
        ? Mono.empty()
        : receiver.receive(messages)
            .onErrorResume(e -> !(e instanceof InboxUnavailable), e -> Flux.fromIterable(all).concatMap(one -> storeOne(bot, one)).then());
  }

  private Mono<Void> storeOne(TelegramBot bot, Read read) {
    return read.event() instanceof TelegramEvent.Done done
        ? receiver.receive(List.of(done.message()))
            .onErrorResume(e -> !(e instanceof InboxUnavailable), e -> keep(bot, "message", read.raw()))
        : Mono.empty();
  }

  private Mono<Void> keepUnknown(TelegramBot bot, List<Read> all) {
    return Flux.fromIterable(all)
        .concatMap(read -> read.event() instanceof TelegramEvent.Unknown unknown ? keep(bot, unknown.kind(), read.raw()) : Mono.empty())
        .then();
  }

  private Mono<Void> keep(TelegramBot bot, String kind, JsonNode raw) {
    return receiver.keepUnknown(bot.account(), kind, TelegramJson.write(raw));
  }
}
