package vn.caunoi.channel.zalo;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/** Pins in the database, so that a restart does not have to learn them again. */
@Repository
class StoredPins implements ZaloPins {
  private final DatabaseClient database;
  private final Map<UUID, ZaloPin> known = new ConcurrentHashMap<>();

  StoredPins(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<ZaloPin> find(ChannelAccount account) {
    return Mono.justOrEmpty(known.get(account.id())).switchIfEmpty(Mono.defer(() -> read(account)));
  }

  @Override
  public Mono<ZaloPin> keep(ChannelAccount account, ZaloPin pin) {
    return database.sql("""
        insert into zalo_pin (ward_id, account_id, endpoint, buttons) values (:ward, :account, :endpoint, :buttons)
        on conflict (ward_id, account_id) do update set endpoint = excluded.endpoint, buttons = excluded.buttons""")
        .bind("ward", account.wardId()).bind("account", account.id())
        .bind("endpoint", pin.endpoint().name()).bind("buttons", pin.buttons())
        .then().thenReturn(pin).doOnNext(kept -> known.put(account.id(), kept));
  }

  private Mono<ZaloPin> read(ChannelAccount account) {
    return database.sql("select endpoint, buttons from zalo_pin where ward_id = :ward and account_id = :account")
        .bind("ward", account.wardId()).bind("account", account.id())
        .map(row -> new ZaloPin(ZaloPin.Endpoint.valueOf(row.get("endpoint", String.class)), row.get("buttons", Boolean.class))).one()
        .doOnNext(pin -> known.put(account.id(), pin));
  }
}
