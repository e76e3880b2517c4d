package vn.caunoi.conversation;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;

/** What the inbox still holds of a sender besides the message that is being answered: parked ones. */
@Component
class InboxRemains {
  private final DatabaseClient database;
  private final InboxSealing sealing;

  InboxRemains(DatabaseClient database, InboxSealing sealing) {
    this.database = database;
    this.sealing = sealing;
  }

  Mono<Void> forget(UUID ward, ChannelAddress from) {
    return database.sql("""
        update inbox set status = 'DONE', payload = null, sender_hash = null, photo = null, failure = null, kind = null, parked_at = null,
          received_at = date_trunc('hour', received_at)
        where ward_id = :ward and account_id = :account and sender_hash = :sender and status = 'PARKED'""")
        .bind("ward", ward).bind("account", from.accountId()).bind("sender", sealing.senderHash(from)).then();
  }
}
