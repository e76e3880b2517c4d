package vn.caunoi.channel.webchat;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.Vault;

/** What visitors' pages show, sealed. */
@Component
class ChatMessages {
  private static final String CONTENT = "webchat_message.content";
  private static final String COLUMNS = "id, seq, outgoing, ephemeral, content, created_at from webchat_message ";
  private static final int PAGE = 60;
  /** The thanks for a tip, and what else is said about it, follow within this time. */
  private static final Duration STILL_ABOUT_A_TIP = Duration.ofMinutes(2);

  private final DatabaseClient database;
  private final Vault vault;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;

  ChatMessages(DatabaseClient database, Vault vault, JsonMapper json, Ids ids, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the visitor wrote; the same client id a second time changes nothing. With it something new begins. */
  Mono<Void> addMine(UUID ward, UUID visitor, Bubble bubble) {
    return database.sql("""
        with v as (update webchat_visitor set last_seq = last_seq + 1, told_at = null where ward_id = :ward and id = :visitor returning last_seq)
        insert into webchat_message (ward_id, visitor_id, seq, id, outgoing, client_key, content, created_at)
        select :ward, :visitor, v.last_seq, :id, false, :client, :content, :now from v on conflict do nothing""")
        .bind("ward", ward).bind("visitor", visitor).bind("id", ids.next()).bind("client", clientKey(visitor, bubble.client()))
        .bind("content", seal(bubble)).bind("now", clock.instant()).then();
  }

  /**
   * What we say, once per delivery; gives the message's id, also when it was there already. Said right after a tip it belongs to the tip.
   * Who keeps tips reads nothing once but secrets.
   */
  Mono<UUID> addOurs(UUID ward, UUID visitor, UUID delivery, Bubble bubble, boolean ephemeral) {
    return database.sql("""
        with v as (update webchat_visitor set last_seq = last_seq + 1 where ward_id = :ward and id = :visitor returning last_seq, keeps_tips, told_at)
        insert into webchat_message (ward_id, visitor_id, seq, id, outgoing, delivery_id, content, ephemeral, created_at, concealed_at)
        select :ward, :visitor, v.last_seq, :id, true, :delivery, :content, :once and (:secret or not v.keeps_tips), :now,
          case when not :once and v.told_at > :aboutTip then :now end from v on conflict do nothing""")
        .bind("ward", ward).bind("visitor", visitor).bind("id", ids.next()).bind("delivery", delivery)
        .bind("content", seal(bubble)).bind("once", ephemeral).bind("secret", bubble.isSecret()).bind("now", clock.instant())
        .bind("aboutTip", clock.instant().minus(STILL_ABOUT_A_TIP)).then()
        .then(Mono.defer(() -> byDelivery(ward, delivery)));
  }

  private Mono<UUID> byDelivery(UUID ward, UUID delivery) {
    return database.sql("select id from webchat_message where ward_id = :ward and delivery_id = :delivery")
        .bind("ward", ward).bind("delivery", delivery).map(row -> row.get("id", UUID.class)).one();
  }

  Mono<ChatMessage> findMine(UUID ward, UUID visitor, String client) {
    return database.sql("select " + COLUMNS + "where ward_id = :ward and visitor_id = :visitor and client_key = :client")
        .bind("ward", ward).bind("visitor", visitor).bind("client", clientKey(visitor, client)).map(this::toMessage).one();
  }

  Mono<ChatMessage> find(UUID ward, UUID visitor, UUID id) {
    return database.sql("select " + COLUMNS + "where ward_id = :ward and visitor_id = :visitor and id = :id")
        .bind("ward", ward).bind("visitor", visitor).bind("id", id).map(this::toMessage).one();
  }

  /** What a page that is opened shows: the newest messages, oldest first; of what was said about a tip only what nobody has read yet. */
  Flux<ChatMessage> latest(UUID ward, UUID visitor) {
    return database.sql("select * from (select " + COLUMNS + """
        where ward_id = :ward and visitor_id = :visitor and (concealed_at is null or outgoing and shown_at is null)
        order by seq desc limit :page) newest order by seq""")
        .bind("ward", ward).bind("visitor", visitor).bind("page", PAGE).map(this::toMessage).all();
  }

  /** The number of the newest message, shown or not. */
  Mono<Long> last(UUID ward, UUID visitor) {
    return database.sql("select last_seq from webchat_visitor where ward_id = :ward and id = :visitor").bind("ward", ward).bind("visitor", visitor)
        .map(row -> row.get("last_seq", Long.class)).one();
  }

  /** What an open page has not shown yet. */
  Flux<ChatMessage> after(UUID ward, UUID visitor, long seq) {
    return database.sql("select " + COLUMNS + """
        where ward_id = :ward and visitor_id = :visitor and seq > :seq order by seq limit :page""")
        .bind("ward", ward).bind("visitor", visitor).bind("seq", seq).bind("page", PAGE).map(this::toMessage).all();
  }

  /** The page shows everything up to here; gives the ids of ours that it had not shown before. */
  Flux<UUID> shown(UUID ward, UUID visitor, long through) {
    return database.sql("""
        update webchat_message set shown_at = :now
        where ward_id = :ward and visitor_id = :visitor and seq <= :through and outgoing and shown_at is null returning id""")
        .bind("ward", ward).bind("visitor", visitor).bind("through", through).bind("now", clock.instant())
        .map(row -> row.get("id", UUID.class)).all();
  }

  /** Removes one message of ours from the visitor's page. */
  Mono<Void> remove(UUID ward, UUID visitor, UUID id) {
    return database.sql("delete from webchat_message where ward_id = :ward and visitor_id = :visitor and id = :id and outgoing")
        .bind("ward", ward).bind("visitor", visitor).bind("id", id).then();
  }

  /** In every ward: messages for reading once that were shown before {@code read}, or lie unread since before {@code written}. */
  Mono<Long> removeEphemeral(Instant read, Instant written) {
    return database.sql("delete from webchat_message where ephemeral and (shown_at < :read or created_at < :written)")
        .bind("read", read).bind("written", written).fetch().rowsUpdated();
  }

  /** In every ward: when a visitor told a tip is known only as long as something may still be said about it. */
  Mono<Void> forgetTold(Instant now) {
    return database.sql("update webchat_visitor set told_at = null where told_at < :before").bind("before", now.minus(STILL_ABOUT_A_TIP)).then();
  }

  /** Something removed from a page of this ward. */
  record Removed(UUID wardId, Bubble bubble) {}

  /** In every ward: what was said about a tip and concealed before then. */
  Flux<Removed> removeConcealed(Instant before) {
    return database.sql("delete from webchat_message where concealed_at < :before returning ward_id, content").bind("before", before)
        .map(row -> new Removed(row.get("ward_id", UUID.class), toBubble(row))).all();
  }

  Flux<ChatMessage> ephemeral(UUID ward, UUID visitor) {
    return database.sql("select " + COLUMNS + "where ward_id = :ward and visitor_id = :visitor and ephemeral order by seq")
        .bind("ward", ward).bind("visitor", visitor).map(this::toMessage).all();
  }

  /** A message for reading once stays from now on. */
  Mono<Void> keep(UUID ward, UUID visitor, UUID id) {
    return database.sql("update webchat_message set ephemeral = false where ward_id = :ward and visitor_id = :visitor and id = :id")
        .bind("ward", ward).bind("visitor", visitor).bind("id", id).then();
  }

  /** Removes all messages of a visitor; gives what they said, so that their photos can go too. */
  Flux<Bubble> removeAll(UUID ward, UUID visitor) {
    return database.sql("delete from webchat_message where ward_id = :ward and visitor_id = :visitor returning content")
        .bind("ward", ward).bind("visitor", visitor).map(this::toBubble).all();
  }

  /**
   * Removes what was said since a conversation began. It begins with a message of the visitor that lies before it, so everything since our
   * last word before it goes.
   */
  Flux<Bubble> removeSince(UUID ward, UUID visitor, Instant began) {
    return database.sql("""
        delete from webchat_message where ward_id = :ward and visitor_id = :visitor and seq > coalesce((
          select max(seq) from webchat_message
          where ward_id = :ward and visitor_id = :visitor and outgoing and created_at < :began), 0) returning content""")
        .bind("ward", ward).bind("visitor", visitor).bind("began", began).map(this::toBubble).all();
  }

  private byte[] clientKey(UUID visitor, String client) {
    return vault.lookup("webchat_message.client", visitor + ":" + client);
  }

  private byte[] seal(Bubble bubble) {
    return vault.seal(CONTENT, json.writeValueAsBytes(bubble));
  }

  private Bubble toBubble(Readable row) {
    return json.readValue(vault.open(CONTENT, row.get("content", byte[].class)), Bubble.class);
  }

  private ChatMessage toMessage(Readable row) {
    return new ChatMessage(row.get("id", UUID.class), row.get("seq", Long.class), row.get("outgoing", Boolean.class),
        row.get("ephemeral", Boolean.class), toBubble(row), row.get("created_at", Instant.class));
  }
}
