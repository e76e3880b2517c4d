package vn.caunoi.channel.telegram;

import java.time.Duration;
import java.util.UUID;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Up to where a bot's updates are stored, and which node may fetch more. Leases go by the database's clock. */
class TelegramReceivings {

  /** The right to poll for a while. {@code fence} tells an owner who slept too long from the one who took over. */
  record Turn(ChannelAccount account, UUID owner, long fence, long nextOffset) {}

  private final DatabaseClient database;

  TelegramReceivings(DatabaseClient database) {
    this.database = database;
  }

  /** Takes or prolongs the turn; empty while another node has it. */
  Mono<Turn> claim(ChannelAccount account, UUID owner, Duration lease) {
    return database.sql("""
        insert into telegram_receiving as r (ward_id, account_id, owner, fence, lease_until)
        values (:ward, :account, :owner, 1, clock_timestamp() + make_interval(secs => :seconds))
        on conflict (ward_id, account_id) do update
          set fence = r.fence + case when r.owner is distinct from excluded.owner then 1 else 0 end,
              owner = excluded.owner, lease_until = excluded.lease_until
          where r.owner = excluded.owner or r.lease_until is null or r.lease_until < clock_timestamp()
        returning next_offset, fence""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("owner", owner).bind("seconds", (double) lease.toSeconds())
        .map(row -> toTurn(row, account, owner)).one();
  }

  /** Errs with {@link TurnLost} when another node has taken over meanwhile. */
  Mono<Void> advance(Turn turn, long nextOffset) {
    return database.sql("""
        update telegram_receiving set next_offset = :next
        where ward_id = :ward and account_id = :account and owner = :owner and fence = :fence""")
        .bind("next", nextOffset).bind("ward", turn.account().wardId()).bind("account", turn.account().id())
        .bind("owner", turn.owner()).bind("fence", turn.fence())
        .fetch().rowsUpdated()
        .flatMap(rows -> rows == 1 ? Mono.empty() : Mono.error(TurnLost::new));
  }

  /** Lets the next node begin at once. */
  Mono<Void> release(ChannelAccount account, UUID owner) {
    return database.sql("""
        update telegram_receiving set lease_until = null, owner = null
        where ward_id = :ward and account_id = :account and owner = :owner""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("owner", owner).then();
  }

  /** The webhook address we set last; empty when none is ours. */
  Mono<String> ownWebhook(ChannelAccount account) {
    return database.sql("""
        select webhook_url from telegram_receiving where ward_id = :ward and account_id = :account and webhook_url is not null""")
        .bind("ward", account.wardId()).bind("account", account.id())
        .map(row -> String.valueOf(row.get("webhook_url", String.class))).one();
  }

  Mono<Void> keepOwnWebhook(ChannelAccount account, String url) {
    return database.sql("""
        insert into telegram_receiving (ward_id, account_id, webhook_url) values (:ward, :account, nullif(:url, ''))
        on conflict (ward_id, account_id) do update set webhook_url = excluded.webhook_url""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("url", url).then();
  }

  private static Turn toTurn(Readable row, ChannelAccount account, UUID owner) {
    return new Turn(account, owner, number(row, "fence"), number(row, "next_offset"));
  }

  private static long number(Readable row, String column) {
    var value = row.get(column, Long.class);
    return value == null ? 0 : value;
  }

  /** Another node polls this bot now: what was fetched is stored, but the offset is the other's. */
  static final class TurnLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    TurnLost() {
      super("another node polls this bot", null, false, false);
    }
  }
}
