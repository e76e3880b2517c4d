package vn.caunoi.channel.simulated;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Updates on their way to one bot: kept until a later getUpdates confirms them, or posted to its webhook, per chat one after the other,
 * again and again until the answer is a 2xx.
 */
class TelegramTwinUpdates {
  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(3)).build();
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);

  private static final long FIRST_ID_AT = 1_400_000_000;

  private record Hook(String url, String secret) {}

  private record Posting(String body, int attempt) {}

  private record Waiting(long chat, Map<String, Object> update) {}

  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private final Map<Long, Queue<Posting>> postings = new HashMap<>();
  private final TelegramTwinRules rules;
  private final TwinJournal journal;
  private long nextId;
  private Duration firstRetry = Duration.ofSeconds(2);
  private @Nullable Hook hook;
  private Sinks.@Nullable One<TelegramTwinReply> poller;
  private String lastError = "";
  private long lastErrorAt;

  /** Ids begin after those of an earlier run, or the inbox would take new updates for repeats. */
  TelegramTwinUpdates(Instant startedAt, TelegramTwinRules rules, TwinJournal journal) {
    this.rules = rules;
    this.journal = journal;
    nextId = startedAt.getEpochSecond() - FIRST_ID_AT;
  }

  synchronized void nextId(long id) {
    nextId = id;
  }

  synchronized void firstRetry(Duration wait) {
    firstRetry = wait;
  }

  /** {@code fields} is the update without its id. */
  synchronized long add(long chat, Map<String, Object> fields) {
    var update = new LinkedHashMap<String, Object>();
    update.put("update_id", nextId);
    update.putAll(fields);
    if (hook == null) {
      waiting.put(nextId, new Waiting(chat, update));
      answerPoller();
    } else {
      post(chat, update);
    }
    return nextId++;
  }

  synchronized Mono<TelegramTwinReply> poll(long offset, int limit, Duration wait) {
    if (hook != null) {
      return Mono.just(TelegramTwinReply.no(409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"));
    }
    if (poller != null) {
      poller.tryEmitValue(TelegramTwinReply.no(409,
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
      poller = null;
    }
    confirm(offset);
    if (!waiting.isEmpty() || wait.isZero()) {
      return Mono.just(TelegramTwinReply.ok(first(limit)));
    }
    Sinks.One<TelegramTwinReply> mine = Sinks.one();
    poller = mine;
    return mine.asMono().timeout(wait, Mono.fromSupplier(() -> giveUp(mine))).doOnCancel(() -> giveUp(mine));
  }

  synchronized TelegramTwinReply hook(String url, String secret) {
    hook = url.isEmpty() ? null : new Hook(url, secret);
    if (hook != null) {
      waiting.values().forEach(one -> post(one.chat(), one.update()));
      waiting.clear();
    }
    return TelegramTwinReply.ok(true);
  }

  synchronized Map<String, Object> info() {
    var info = new LinkedHashMap<String, Object>();
    info.put("url", hook == null ? "" : hook.url());
    info.put("has_custom_certificate", false);
    info.put("pending_update_count", waiting.size() + postings.values().stream().mapToInt(Queue::size).sum());
    if (!lastError.isEmpty()) {
      info.put("last_error_message", lastError);
      info.put("last_error_date", lastErrorAt);
    }
    return info;
  }

  /** An offset beyond everything that waits confirms nothing: ids are drawn anew after a week of silence. */
  private void confirm(long offset) {
    if (offset < 0) {
      while (waiting.size() > -offset) {
        waiting.pollFirstEntry();
      }
    } else if (offset <= nextId) {
      waiting.headMap(offset).clear();
    }
  }

  private List<Map<String, Object>> first(int limit) {
    var copies = rules.repeats ? 2 : 1;
    var updates = waiting.values().stream().limit(Math.max(1, limit / copies)).map(Waiting::update).flatMap(update -> Collections.nCopies(copies, update).stream())
        .toList();
    if (!updates.isEmpty()) {
      journal.event("getUpdates (" + updates.size() + ")", "200");
    }
    return updates;
  }

  private void answerPoller() {
    if (poller != null) {
      poller.tryEmitValue(TelegramTwinReply.ok(first(100)));
      poller = null;
    }
  }

  private synchronized TelegramTwinReply giveUp(Sinks.One<TelegramTwinReply> mine) {
    if (poller == mine) {
      poller = null;
    }
    return TelegramTwinReply.ok(List.of());
  }

  private void post(long chat, Map<String, Object> update) {
    var queue = postings.computeIfAbsent(chat, id -> new ArrayDeque<>());
    var posting = new Posting(TelegramTwinRequest.JSON.writeValueAsString(update), 0);
    boolean idle = queue.isEmpty();
    queue.addAll(Collections.nCopies(rules.repeats ? 2 : 1, posting));
    if (idle) {
      send(chat, queue.element());
    }
  }

  private void send(long chat, Posting posting) {
    if (hook == null) {
      return;
    }
    var request = HttpRequest.newBuilder(URI.create(hook.url())).timeout(LONGEST_RETRY)
        .header("Content-Type", "application/json").header("X-Telegram-Bot-Api-Secret-Token", hook.secret())
        .POST(HttpRequest.BodyPublishers.ofString(posting.body())).build();
    HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((response, error) -> error == null ? response.statusCode() : 0)
        .thenAccept(status -> after(chat, posting, status));
  }

  private synchronized void after(long chat, Posting posting, int status) {
    var queue = postings.get(chat);
    journal.event("webhook" + (posting.attempt() == 0 ? "" : " (" + (posting.attempt() + 1) + ")"), status == 0 ? "no answer" : "HTTP " + status);
    if (status / 100 == 2) {
      queue.remove();
      if (queue.isEmpty()) {
        postings.remove(chat);
      } else {
        send(chat, queue.element());
      }
      return;
    }
    lastErrorAt = Instant.now().getEpochSecond();
    lastError = status == 0 ? "Connection refused" : "Wrong response from the webhook: " + status;
    var again = new Posting(posting.body(), posting.attempt() + 1);
    var millis = posting.attempt() == 0 ? 0 : firstRetry.toMillis() << Math.min(posting.attempt() - 1, 6);
    CompletableFuture.delayedExecutor(Math.min(millis, LONGEST_RETRY.toMillis()), TimeUnit.MILLISECONDS)
        .execute(() -> retry(chat, again));
  }

  private synchronized void retry(long chat, Posting again) {
    send(chat, again);
  }
}
