package vn.caunoi.conversation;

import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.platform.Ids;

/** Table {@code parked_event}: well-signed events that we do not understand, kept sealed until a programmer has looked at them. */
@Component
class UnknownEvents {
  private static final Pattern KIND = Pattern.compile("[\\w.:-]{1,60}");

  private final DatabaseClient database;
  private final InboxSealing sealing;
  private final InboxMeters meters;
  private final Ids ids;
  private final Clock clock;

  UnknownEvents(DatabaseClient database, InboxSealing sealing, InboxMeters meters, Ids ids, Clock clock) {
    this.database = database;
    this.sealing = sealing;
    this.meters = meters;
    this.ids = ids;
    this.clock = clock;
  }

  Mono<Void> keep(ChannelAccount account, String kind, byte[] raw) {
    meters.unknown(account.channel());
    return database.sql("""
        insert into parked_event (ward_id, id, account_id, kind, payload, received_at)
        values (:ward, :id, :account, :kind, :payload, :now)""")
        .bind("ward", account.wardId()).bind("id", ids.next()).bind("account", account.id())
        .bind("kind", KIND.matcher(kind).matches() ? kind : "other").bind("payload", sealing.unknown(raw))
        .bind("now", clock.instant()).then();
  }
}
