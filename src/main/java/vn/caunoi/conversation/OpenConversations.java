package vn.caunoi.conversation;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.flow.FlowState;

/** Table {@code conversation}: the open ones, one per sender at most; the state is sealed, and the row goes when the conversation ends. */
@Component
class OpenConversations {
  private static final String OF_SENDER = " where ward_id = :ward and account_id = :account and sender_hash = :sender";

  private final DatabaseClient database;
  private final InboxSealing sealing;
  private final Clock clock;

  OpenConversations(DatabaseClient database, InboxSealing sealing, Clock clock) {
    this.database = database;
    this.sealing = sealing;
    this.clock = clock;
  }

  /** The one that waits for this sender; one whose wait ran out is as good as ended. */
  Mono<Conversation> find(UUID ward, ChannelAddress from) {
    return bind(database.sql("select id, state from conversation" + OF_SENDER + " and state is not null and times_out_at > :now"), ward, from)
        .bind("now", clock.instant())
        .map(row -> new Conversation(ward, row.get("id", UUID.class), sealing.state(row.get("state", byte[].class)))).one();
  }

  /** Makes it known before its first action runs, so that the action can end it. */
  Mono<Void> open(UUID ward, UUID id, ChannelAddress from, UUID contact) {
    return save(ward, id, from, contact, null, Duration.ZERO);
  }

  Mono<Void> save(UUID ward, UUID id, ChannelAddress from, UUID contact, @Nullable FlowState state, Duration wait) {
    var insert = bind(database.sql("""
        insert into conversation (ward_id, id, account_id, sender_hash, contact_id, state, times_out_at)
        values (:ward, :id, :account, :sender, :contact, :state, :until)
        on conflict (ward_id, account_id, sender_hash) do update
        set id = excluded.id, contact_id = excluded.contact_id, state = excluded.state, times_out_at = excluded.times_out_at, stuck = false"""),
        ward, from).bind("id", id).bind("contact", contact).bind("until", clock.instant().plus(wait));
    return (state == null ? insert.bindNull("state", byte[].class) : insert.bind("state", sealing.state(state))).then();
  }

  Mono<Boolean> isOpen(UUID ward, UUID id) {
    return database.sql("select exists (select 1 from conversation where ward_id = :ward and id = :id) as open")
        .bind("ward", ward).bind("id", id).map(row -> row.get("open", Boolean.class)).one();
  }

  Mono<Void> end(UUID ward, UUID id) {
    return database.sql("delete from conversation where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).then();
  }

  /** A message of this sender was parked: should the next one fail too, it is the conversation that is broken. */
  Mono<Void> markStuck(OpenMessage message) {
    return ofSender("update conversation set stuck = true", message).then();
  }

  Mono<Void> endIfStuck(OpenMessage message) {
    return database.sql("delete from conversation" + OF_SENDER + " and stuck")
        .bind("ward", message.wardId()).bind("account", message.accountId()).bind("sender", message.senderHash()).then();
  }

  Mono<Void> endOfContact(UUID ward, UUID contact) {
    return database.sql("delete from conversation where ward_id = :ward and contact_id = :contact").bind("ward", ward).bind("contact", contact).then();
  }

  /** Ends what nobody answered in time, in any ward: nobody is written to. Gives how many. */
  Mono<Long> endTimedOut(int most) {
    return database.sql("""
        delete from conversation where (ward_id, id) in (
          select ward_id, id from conversation where times_out_at <= :now order by times_out_at limit :most for update skip locked)""")
        .bind("now", clock.instant()).bind("most", most).fetch().rowsUpdated();
  }

  private GenericExecuteSpec ofSender(String sql, OpenMessage message) {
    return database.sql(sql + OF_SENDER).bind("ward", message.wardId()).bind("account", message.accountId()).bind("sender", message.senderHash());
  }

  private GenericExecuteSpec bind(GenericExecuteSpec statement, UUID ward, ChannelAddress from) {
    return statement.bind("ward", ward).bind("account", from.accountId()).bind("sender", sealing.senderHash(from));
  }
}
