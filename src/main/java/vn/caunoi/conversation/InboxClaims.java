package vn.caunoi.conversation;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;

/** Takes open messages out of {@code inbox} and says what became of them. Claims across wards: a worker serves all of them. */
@Component
class InboxClaims {
  /** Looked through first; many more only when all of these belong to senders who are busy or have to wait. */
  private static final int NEAR = 64;
  private static final int FAR = 5_000;
  private static final String THIS_MESSAGE = " where ward_id = :ward and account_id = :account and event_key = :key";
  private static final String THIS_SENDER = " where ward_id = :ward and account_id = :account and sender_hash = :sender";

  private final DatabaseClient database;
  private final InboxSealing sealing;
  private final Clock clock;

  InboxClaims(DatabaseClient database, InboxSealing sealing, Clock clock) {
    this.database = database;
    this.sealing = sealing;
    this.clock = clock;
  }

  /** A sender's row, locked until the transaction ends. */
  record Sender(UUID wardId, UUID accountId, byte[] hash) {}

  /**
   * Locks some senders who have an open message and are held by no other worker; empty when there are none. What to answer is read by
   * {@link #oldest} in a statement of its own: only then does it see what a sender's last holder committed.
   */
  Mono<List<Sender>> lockSenders(int most) {
    return lockSenders(most, NEAR).switchIfEmpty(Mono.defer(() -> lockSenders(most, FAR)));
  }

  private Mono<List<Sender>> lockSenders(int most, int among) {
    return database.sql("""
        select ward_id, account_id, sender_hash from inbox_sender
        where (ward_id, account_id, sender_hash) in (
            select ward_id, account_id, sender_hash from inbox where status = 'NEW' order by seq limit :among)
          and not_before <= :now
        limit :most for update skip locked""")
        .bind("among", among).bind("now", clock.instant()).bind("most", most)
        .map(row -> new Sender(row.get("ward_id", UUID.class), row.get("account_id", UUID.class), row.get("sender_hash", byte[].class))).all()
        .collectList().filter(senders -> !senders.isEmpty());
  }

  /** The oldest open message of each, ward after ward: so that two workers lock what is a ward's in the same order. */
  Mono<List<OpenMessage>> oldest(List<Sender> senders) {
    return database.sql("""
        select i.* from unnest(:wards::uuid[], :accounts::uuid[], :hashes::text[]) as s(ward_id, account_id, hash)
        cross join lateral (
          select ward_id, account_id, sender_hash, event_key, payload, failures, photo, photo_settled, received_at from inbox
          where ward_id = s.ward_id and account_id = s.account_id and sender_hash = decode(s.hash, 'base64') and status = 'NEW'
          order by seq limit 1) i
        order by i.ward_id, i.account_id""")
        .bind("wards", senders.stream().map(Sender::wardId).toArray(UUID[]::new))
        .bind("accounts", senders.stream().map(Sender::accountId).toArray(UUID[]::new))
        .bind("hashes", senders.stream().map(sender -> base64(sender.hash())).toArray(String[]::new))
        .map(InboxClaims::toMessage).all().collectList();
  }

  /** The first open messages of this one's sender, whose row is locked. */
  Flux<OpenMessage> oldestBeside(OpenMessage message, int most) {
    return database.sql("select ward_id, account_id, sender_hash, event_key, payload, failures, photo, photo_settled, received_at from inbox"
        + THIS_SENDER + " and status = 'NEW' order by seq limit :most")
        .bind("ward", message.wardId()).bind("account", message.accountId()).bind("sender", message.senderHash()).bind("most", most)
        .map(InboxClaims::toMessage).all();
  }

  InboundMessage read(OpenMessage message) {
    return sealing.message(message.payload());
  }

  /** Answered: only the keys stay, so that a repeat is known. */
  Mono<Void> done(List<OpenMessage> messages) {
    if (messages.isEmpty()) {
      return Mono.empty();
    }
    return database.sql("""
        update inbox i set status = 'DONE', payload = null, sender_hash = null, photo = null, failure = null,
          received_at = date_trunc('hour', received_at)
        from unnest(:wards::uuid[], :accounts::uuid[], :keys::text[]) as d(ward_id, account_id, key)
        where i.ward_id = d.ward_id and i.account_id = d.account_id and i.event_key = decode(d.key, 'base64')""")
        .bind("wards", messages.stream().map(OpenMessage::wardId).toArray(UUID[]::new))
        .bind("accounts", messages.stream().map(OpenMessage::accountId).toArray(UUID[]::new))
        .bind("keys", messages.stream().map(message -> base64(message.eventKey())).toArray(String[]::new)).then();
  }

  /** Nobody takes up this sender for a while. */
  Mono<Void> hold(OpenMessage message, Duration howLong) {
    return database.sql("update inbox_sender set not_before = :until" + THIS_SENDER)
        .bind("until", clock.instant().plus(howLong)).bind("ward", message.wardId()).bind("account", message.accountId())
        .bind("sender", message.senderHash()).then();
  }

  /** The photo is stored as {@code photo}, or is not to be had; the sender may go on. */
  Mono<Void> settlePhoto(OpenMessage message, @Nullable UUID photo) {
    var update = bind("update inbox set photo_settled = true, photo = :photo" + THIS_MESSAGE, message);
    return (photo == null ? update.bindNull("photo", UUID.class) : update.bind("photo", photo)).then()
        .then(Mono.defer(() -> hold(message, Duration.ZERO)));
  }

  /** Counts a failure, unless another worker has counted it meanwhile; gives false then. */
  Mono<Boolean> countFailure(OpenMessage message, String failure) {
    return bind("update inbox set failures = failures + 1, failure = :failure" + THIS_MESSAGE + " and status = 'NEW' and failures = :seen", message)
        .bind("failure", failure).bind("seen", message.failures()).fetch().rowsUpdated().map(rows -> rows == 1);
  }

  /** Given up: shown to people, and no longer in its sender's way. */
  Mono<Void> park(OpenMessage message, String kind) {
    return bind("update inbox set status = 'PARKED', kind = :kind, parked_at = :now" + THIS_MESSAGE, message)
        .bind("kind", kind).bind("now", clock.instant()).then();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private GenericExecuteSpec bind(String sql, OpenMessage message) {
    return database.sql(sql).bind("ward", message.wardId()).bind("account", message.accountId()).bind("key", message.eventKey());
  }

  private static OpenMessage toMessage(Readable row) {
    return new OpenMessage(row.get("ward_id", UUID.class), row.get("account_id", UUID.class), row.get("sender_hash", byte[].class),
        row.get("event_key", byte[].class), row.get("payload", byte[].class), row.get("failures", Integer.class),
        row.get("photo", UUID.class), row.get("photo_settled", Boolean.class), row.get("received_at", Instant.class));
  }
}
