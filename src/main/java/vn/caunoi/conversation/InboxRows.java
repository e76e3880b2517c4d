package vn.caunoi.conversation;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.InboundMessage;

/** Writes arrived messages into {@code inbox}, many with one statement. */
@Component
class InboxRows {
  /**
   * The driver knows no array of byte strings, so the rows travel as one: event key, sender hash and payload of each, one after the
   * other. A sender's row is only made sure of, never touched: a worker may hold it for as long as a turn lasts.
   */
  private static final String INSERT = """
      with arrived as (
        select t.ward_id, t.account_id, substring(p.bytes from t.at for 32) as event_key, substring(p.bytes from t.at + 32 for 32) as sender_hash,
          substring(p.bytes from t.at + 64 for t.size - 64) as payload, t.n
        from unnest(:wards, :accounts, :starts, :sizes) with ordinality as t (ward_id, account_id, at, size, n),
          (select :packed as bytes) p),
      sender as (
        insert into inbox_sender (ward_id, account_id, sender_hash)
        select distinct ward_id, account_id, sender_hash from arrived order by 1, 2, 3
        on conflict do nothing)
      insert into inbox (ward_id, account_id, event_key, sender_hash, payload, received_at)
      select ward_id, account_id, event_key, sender_hash, payload, :now from arrived order by n
      on conflict (ward_id, account_id, event_key) do nothing""";

  private final DatabaseClient database;
  private final InboxSealing sealing;
  private final Clock clock;

  InboxRows(DatabaseClient database, InboxSealing sealing, Clock clock) {
    this.database = database;
    this.sealing = sealing;
    this.clock = clock;
  }

  InboxRow seal(InboundMessage message) {
    return sealing.row(message);
  }

  /** Stores the rows in their order and gives how many were new. */
  Mono<Long> insert(List<InboxRow> rows) {
    return Mono.defer(() -> database.sql(INSERT)
        .bind("wards", array(rows, InboxRow::wardId)).bind("accounts", array(rows, InboxRow::accountId))
        .bind("starts", starts(rows)).bind("sizes", rows.stream().map(InboxRow::size).toArray(Integer[]::new))
        .bind("packed", packed(rows)).bind("now", clock.instant())
        .fetch().rowsUpdated());
  }

  private static UUID[] array(List<InboxRow> rows, Function<InboxRow, UUID> value) {
    return rows.stream().map(value).toArray(UUID[]::new);
  }

  private static Integer[] starts(List<InboxRow> rows) {
    var starts = new Integer[rows.size()];
    int at = 1;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at;
      at += rows.get(i).size();
    }
    return starts;
  }

  private static ByteBuffer packed(List<InboxRow> rows) {
    var packed = ByteBuffer.allocate(rows.stream().mapToInt(InboxRow::size).sum());
    rows.forEach(row -> packed.put(row.eventKey()).put(row.senderHash()).put(row.payload()));
    return packed.flip();
  }
}
