package vn.caunoi.delivery;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.Slice;

/** Table {@code delivery}: what people ask about it. */
@Component
class DeliveryReports {
  private static final String FATE = """
      select id, status, reason, route, group_id, repeated, coalesce(decided_at, created_at) as at from delivery\s""";

  private final DatabaseClient database;
  private final CampaignRates rates;
  private final Clock clock;

  DeliveryReports(DatabaseClient database, CampaignRates rates, Clock clock) {
    this.database = database;
    this.rates = rates;
    this.clock = clock;
  }

  Mono<DeliveryTally> tally(UUID ward, UUID campaign) {
    return states(ward, campaign).map(states -> new DeliveryTally(states, 0))
        .map(tally -> new DeliveryTally(tally.states(), rates.seen(campaign, tally.tried(), clock.instant())));
  }

  Mono<Map<UUID, Backlog>> backlog(UUID ward) {
    return database.sql("""
        select account_id, count(*) filter (where due_at <= :now) as due, count(*) as planned from delivery
        where ward_id = :ward and status in ('PLANNED', 'CLAIMED') group by account_id""")
        .bind("ward", ward).bind("now", clock.instant())
        .map(row -> Map.entry(row.get("account_id", UUID.class), new Backlog(row.get("due", Long.class), row.get("planned", Long.class)))).all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Map<Delivery.Status, Long>> states(UUID ward, UUID campaign) {
    return database.sql("select status, count(*) as n from delivery where ward_id = :ward and campaign_id = :campaign group by status")
        .bind("ward", ward).bind("campaign", campaign)
        .map(row -> Map.entry(status(row), row.get("n", Long.class))).all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** {@code standing}: nothing moves, so it is worth looking for why; else that is left out, since every planned row must be read for it. */
  Mono<DeliveryNotes> notes(UUID ward, UUID campaign, boolean standing) {
    var inGroup = database.sql("""
        select count(*) as n from delivery where ward_id = :ward and campaign_id = :campaign and status = 'SKIPPED' and route = 'ZALO_GROUP'""")
        .bind("ward", ward).bind("campaign", campaign).map(row -> row.get("n", Long.class)).one();
    var waiting = database.sql("""
        select reason, count(*) as n from delivery
        where ward_id = :ward and campaign_id = :campaign and status = 'PLANNED' and reason is not null and :standing group by reason""")
        .bind("ward", ward).bind("campaign", campaign).bind("standing", standing)
        .map(row -> Map.entry(row.get("reason", String.class), row.get("n", Long.class))).all().collectMap(Map.Entry::getKey, Map.Entry::getValue);
    return Mono.zip(inGroup, waiting, DeliveryNotes::new);
  }

  Mono<Map<UUID, DeliveryTally>> tallyByGroup(UUID ward, UUID campaign) {
    return database.sql("""
        select group_id, status, count(*) as n from delivery
        where ward_id = :ward and campaign_id = :campaign and group_id is not null group by 1, 2""")
        .bind("ward", ward).bind("campaign", campaign)
        .map(row -> Map.entry(row.get("group_id", UUID.class), Map.entry(status(row), row.get("n", Long.class)))).all()
        .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
        .map(DeliveryReports::tallies);
  }

  private static Map<UUID, DeliveryTally> tallies(Map<UUID, Collection<Map.Entry<Delivery.Status, Long>>> groups) {
    var tallies = new HashMap<UUID, DeliveryTally>();
    groups.forEach((group, states) -> {
      var counts = new EnumMap<Delivery.Status, Long>(Delivery.Status.class);
      states.forEach(state -> counts.put(state.getKey(), state.getValue()));
      tallies.put(group, new DeliveryTally(counts, 0));
    });
    return tallies;
  }

  /** In the order of the index: by state, then by id. The cursor is {@code STATUS:id}. */
  Mono<Slice<DeliveryFate>> fatesOf(UUID ward, UUID campaign, Delivery.@Nullable Status status, @Nullable String cursor, int limit) {
    int most = Math.clamp(limit, 1, Slice.MAX_LIMIT);
    var after = cursor == null ? new String[] {"", new UUID(0, 0).toString()} : parse(cursor);
    return database.sql(FATE + """
        where ward_id = :ward and campaign_id = :campaign and status = any(:statuses) and (status, id) > (:status, :id::uuid)
        order by status, id limit :limit""")
        .bind("ward", ward).bind("campaign", campaign).bind("statuses", shownAs(status)).bind("status", after[0]).bind("id", after[1])
        .bind("limit", most + 1)
        .map(row -> Map.entry(row.get("status", String.class) + ":" + row.get("id", UUID.class), toFate(row))).all().collectList()
        .map(rows -> Slice.of(rows, most, Map.Entry::getKey).map(Map.Entry::getValue));
  }

  Flux<DeliveryFate> fates(UUID ward, Collection<UUID> ids) {
    return database.sql(FATE + "where ward_id = :ward and id = any(:ids) order by id limit 1000")
        .bind("ward", ward).bind("ids", ids.toArray(UUID[]::new)).map(DeliveryReports::toFate).all();
  }

  private static String[] parse(String cursor) {
    try {
      var parts = cursor.split(":", 2);
      return new String[] {Delivery.Status.valueOf(parts[0]).name(), UUID.fromString(parts[1]).toString()};
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new InvalidInput("cursor", "Con trỏ trang không đúng.");
    }
  }

  private static String[] shownAs(Delivery.@Nullable Status status) {
    if (status == null) {
      return Arrays.stream(Delivery.Status.values()).map(Enum::name).toArray(String[]::new);
    }
    return switch (status) {
      case DELIVERED, SEEN -> new String[] {"DELIVERED", "SEEN"};
      default -> new String[] {status.name()};
    };
  }

  private static Delivery.Status status(Readable row) {
    return Delivery.Status.valueOf(row.get("status", String.class));
  }

  private static DeliveryFate toFate(Readable row) {
    return new DeliveryFate(row.get("id", UUID.class), status(row), row.get("reason", String.class), Route.valueOf(row.get("route", String.class)),
        row.get("group_id", UUID.class), row.get("repeated", Boolean.class), row.get("at", Instant.class));
  }
}
