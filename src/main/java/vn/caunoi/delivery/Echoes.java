package vn.caunoi.delivery;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.DeliveryReceipt;

/**
 * Finds the messages of unknown fate that a network echoes: accepted, though the answer was lost. The echo names our message only by address
 * and text, so it is looked for by a keyed hash of both, and given the network's id, by which further receipts find it. One echo speaks of
 * one message: of two that say the same to the same person the older is settled.
 */
@Component
class Echoes {
  private static final String ACCEPT = """
      with echo as (%s),
      found as (
        select distinct on (e.ward_id, e.account_id, e.provider_id) d.ward_id, d.id, e.provider_id
        from echo e join delivery d on d.ward_id = e.ward_id and d.account_id = e.account_id and d.echo_hash = e.echo_hash and d.status = 'UNKNOWN'
        where not exists (select 1 from delivery o
          where o.ward_id = e.ward_id and o.account_id = e.account_id and o.provider_id = e.provider_id)
        order by e.ward_id, e.account_id, e.provider_id, d.decided_at)
      update delivery d set status = 'ACCEPTED', reason = null, provider_id = f.provider_id, to_hash = null, to_sealed = null, echo_hash = null
      from found f where d.ward_id = f.ward_id and d.id = f.id
      returning d.ward_id, coalesce(d.campaign_id, d.account_id) as topic""";

  /** Where something changed: a ward, and the campaign or account. */
  record Changed(UUID wardId, UUID topic) {}

  private final DatabaseClient database;
  private final SealedMessages sealed;
  private final Clock clock;

  Echoes(DatabaseClient database, SealedMessages sealed, Clock clock) {
    this.database = database;
    this.sealed = sealed;
    this.clock = clock;
  }

  /** Those that match nothing yet are kept with the early receipts: the answer may only be running out of time. */
  Flux<Changed> settle(List<DeliveryReceipt> receipts) {
    var echoes = receipts.stream().filter(receipt -> receipt.echo() != null).toList();
    if (echoes.isEmpty()) {
      return Flux.empty();
    }
    return changed(bind(ACCEPT.formatted("""
        select ward_id, account_id, provider_id, decode(hash, 'base64') as echo_hash
        from unnest(:wards, :accounts, :providers, :hashes) as t(ward_id, account_id, provider_id, hash)"""), echoes))
        .concatWith(bind("""
            insert into delivery_receipt (ward_id, account_id, provider_id, stage, created_at, echo_hash)
            select t.ward_id, t.account_id, t.provider_id, 'ACCEPTED', :now, decode(t.hash, 'base64')
            from unnest(:wards, :accounts, :providers, :hashes) as t(ward_id, account_id, provider_id, hash)
            where not exists (select 1 from delivery d
              where d.ward_id = t.ward_id and d.account_id = t.account_id and d.provider_id = t.provider_id)
            on conflict do nothing""", echoes).bind("now", clock.instant()).then().then(Mono.empty()));
  }

  /** Of all wards, the kept ones again. */
  Flux<Changed> settleEarly() {
    return changed(database.sql(ACCEPT.formatted(
        "select ward_id, account_id, provider_id, echo_hash from delivery_receipt where echo_hash is not null")));
  }

  private GenericExecuteSpec bind(String sql, List<DeliveryReceipt> echoes) {
    return database.sql(sql)
        .bind("wards", echoes.stream().map(DeliveryReceipt::wardId).toArray(UUID[]::new))
        .bind("accounts", echoes.stream().map(DeliveryReceipt::accountId).toArray(UUID[]::new))
        .bind("providers", echoes.stream().map(DeliveryReceipt::providerId).toArray(String[]::new))
        .bind("hashes", echoes.stream().map(echo -> Deliveries.base64(sealed.echoHash(echo.echo().to(), echo.echo().text()))).toArray(String[]::new));
  }

  private static Flux<Changed> changed(GenericExecuteSpec update) {
    return update.map(row -> new Changed(row.get("ward_id", UUID.class), row.get("topic", UUID.class))).all();
  }
}
