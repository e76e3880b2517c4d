package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.DeliveryReceipt;
import vn.caunoi.platform.LiveUpdates;

/** Networks tell what became of messages. States are raised, never lowered. */
@Component
class Receipts {
  private static final Duration KEPT = Duration.ofMinutes(10);
  /** Raises {@code d} to the stage of {@code r}. */
  private static final String RAISE = """
      update delivery d set status = r.stage, reason = null, decided_at = coalesce(decided_at, :now), to_hash = null, to_sealed = null,
        echo_hash = null
      from %s
      where d.ward_id = r.ward_id and d.account_id = r.account_id and d.provider_id = r.provider_id
        and array_position(array['UNKNOWN', 'ACCEPTED', 'DELIVERED'], d.status)
          < array_position(array['UNKNOWN', 'ACCEPTED', 'DELIVERED', 'SEEN'], r.stage)
      returning d.ward_id, coalesce(d.campaign_id, d.account_id) as topic""";

  private record Message(UUID wardId, UUID accountId, String providerId) {}

  private final DatabaseClient database;
  private final Echoes echoes;
  private final LiveUpdates live;
  private final Clock clock;

  Receipts(DatabaseClient database, Echoes echoes, LiveUpdates live, Clock clock) {
    this.database = database;
    this.echoes = echoes;
    this.live = live;
    this.clock = clock;
  }

  /** Those about messages that are not written down yet wait for {@link #settleEarly}. */
  Mono<Void> settle(List<DeliveryReceipt> receipts) {
    var highest = new HashMap<Message, DeliveryReceipt.Stage>();
    receipts.forEach(r -> highest.merge(new Message(r.wardId(), r.accountId(), r.providerId()), r.stage(), (a, b) -> a.compareTo(b) > 0 ? a : b));
    if (highest.isEmpty()) {
      return Mono.empty();
    }
    return announce(echoes.settle(receipts)).then(raise(statement(highest, RAISE.formatted("unnest(:wards, :accounts, :providers, :stages) as r(ward_id, account_id, provider_id, stage)"))))
        .then(statement(highest, """
            insert into delivery_receipt (ward_id, account_id, provider_id, stage, created_at)
            select r.ward_id, r.account_id, r.provider_id, r.stage, :now
            from unnest(:wards, :accounts, :providers, :stages) as r(ward_id, account_id, provider_id, stage)
            where not exists (select 1 from delivery d
              where d.ward_id = r.ward_id and d.account_id = r.account_id and d.provider_id = r.provider_id)
            on conflict do nothing""").then());
  }

  /** Of all wards at once. */
  Mono<Void> settleEarly() {
    return announce(echoes.settleEarly()).then(raise(database.sql(RAISE.formatted("""
        (select ward_id, account_id, provider_id, (array['ACCEPTED', 'DELIVERED', 'SEEN'])[max(array_position(
          array['ACCEPTED', 'DELIVERED', 'SEEN'], stage))] as stage from delivery_receipt group by 1, 2, 3) as r""")).bind("now", clock.instant())))
        .then(database.sql("""
            delete from delivery_receipt r where created_at < :old or exists (select 1 from delivery d
              where d.ward_id = r.ward_id and d.account_id = r.account_id and d.provider_id = r.provider_id)""")
            .bind("old", clock.instant().minus(KEPT)).then());
  }

  private Mono<Void> raise(DatabaseClient.GenericExecuteSpec update) {
    return announce(update.map(row -> new Echoes.Changed(row.get("ward_id", UUID.class), row.get("topic", UUID.class))).all());
  }

  private Mono<Void> announce(Flux<Echoes.Changed> changed) {
    return changed.distinct().doOnNext(at -> live.announce(at.wardId(), AccountNews.TOPIC, at.topic())).then();
  }

  private DatabaseClient.GenericExecuteSpec statement(Map<Message, DeliveryReceipt.Stage> receipts, String sql) {
    var messages = List.copyOf(receipts.keySet());
    return database.sql(sql)
        .bind("wards", messages.stream().map(Message::wardId).toArray(UUID[]::new))
        .bind("accounts", messages.stream().map(Message::accountId).toArray(UUID[]::new))
        .bind("providers", messages.stream().map(Message::providerId).toArray(String[]::new))
        .bind("stages", messages.stream().map(m -> statusOf(receipts.get(m))).toArray(String[]::new))
        .bind("now", clock.instant());
  }

  private static String statusOf(DeliveryReceipt.Stage stage) {
    return switch (stage) {
      case ECHO -> Delivery.Status.ACCEPTED.name();
      case DELIVERED -> Delivery.Status.DELIVERED.name();
      case SEEN -> Delivery.Status.SEEN.name();
    };
  }
}
