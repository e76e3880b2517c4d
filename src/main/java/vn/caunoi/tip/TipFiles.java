package vn.caunoi.tip;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.delivery.DeliveryFate;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.tip.TipFile.Entry;

/** Opens a tip in full. Only {@link TipDesk} and {@link ReporterDesk} use it, which check who asks and write it into the audit trail. */
@Component
class TipFiles {
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};
  private static final int MOST_ENTRIES = 2_000;

  private final DatabaseClient database;
  private final DeliveryLedger ledger;
  private final TipReplies replies;
  private final JsonMapper json;

  TipFiles(DatabaseClient database, DeliveryLedger ledger, TipReplies replies, JsonMapper json) {
    this.database = database;
    this.ledger = ledger;
    this.replies = replies;
    this.json = json;
  }

  Mono<TipFile> open(UnsealedTip unsealed) {
    return Mono.zip(names(unsealed.tip()), timeline(unsealed), replies.reach(unsealed.tip()))
        .map(t -> new TipFile(unsealed.tip(), t.getT1().group(), t.getT1().assignee(), t.getT1().accountable(), unsealed.place(), t.getT2(), t.getT3()));
  }

  /** Messages, notes and events in the order in which they came. */
  Mono<List<Entry>> timeline(UnsealedTip unsealed) {
    return database.sql("""
        select m.id, case m.author when 'RESIDENT' then 'RESIDENT' else 'ANSWER' end as kind, m.at, o.display_name as who, '' as what,
          m.words, null::jsonb as details, m.delivery_id, null as target,
          (select array_agg(a.attachment_id order by a.position) from tip_attachment a
            where a.ward_id = m.ward_id and a.tip_id = m.tip_id and a.message_id = m.id) as photos
        from tip_message m left join officer o on o.id = m.officer_id where m.ward_id = :ward and m.tip_id = :tip
        union all
        select n.id, 'NOTE', n.at, o.display_name, '', n.words, null, null, null, null
        from tip_note n join officer o on o.id = n.officer_id where n.ward_id = :ward and n.tip_id = :tip
        union all
        select e.id, 'EVENT', e.at, o.display_name, e.kind, null, e.details, null, t.display_name, null
        from tip_event e left join officer o on o.id = e.officer_id
          left join officer t on e.kind in ('assigned', 'accountable') and t.id::text = e.details ->> 'to'
        where e.ward_id = :ward and e.tip_id = :tip
        order by at, id limit :limit""")
        .bind("ward", unsealed.tip().wardId()).bind("tip", unsealed.tip().id()).bind("limit", MOST_ENTRIES)
        .map(row -> entry(row, unsealed)).all().collectList()
        .flatMap(entries -> withFates(unsealed.tip().wardId(), entries));
  }

  private Mono<List<Entry>> withFates(UUID ward, List<Entry> entries) {
    var ids = entries.stream().map(Entry::deliveryId).filter(Objects::nonNull).toList();
    if (ids.isEmpty()) {
      return Mono.just(entries);
    }
    return ledger.fates(ward, ids).collect(Collectors.toMap(DeliveryFate::id, Function.identity()))
        .map(fates -> entries.stream().map(e -> e.deliveryId() == null ? e : e.withFate(fates.get(e.deliveryId()))).toList());
  }

  private record Names(@Nullable String group, @Nullable OfficerName assignee, @Nullable OfficerName accountable) {}

  private Mono<Names> names(Tip tip) {
    var statement = database.sql("""
        select g.name as group_name, a.id as a_id, a.username as a_username, a.display_name as a_name,
          c.id as c_id, c.username as c_username, c.display_name as c_name
        from tip t left join residential_group g on g.ward_id = t.ward_id and g.id = t.group_id
          left join officer a on a.id = t.assignee_id left join officer c on c.id = t.accountable_id
        where t.ward_id = :ward and t.id = :tip""");
    return statement.bind("ward", tip.wardId()).bind("tip", tip.id())
        .map(row -> new Names(row.get("group_name", String.class), officer(row, "a"), officer(row, "c"))).one();
  }

  private static @Nullable OfficerName officer(Readable row, String prefix) {
    return OfficerName.of(row.get(prefix + "_id", UUID.class), row.get(prefix + "_username", String.class), row.get(prefix + "_name", String.class));
  }

  private Entry entry(Readable row, UnsealedTip unsealed) {
    var words = row.get("words", byte[].class);
    var photos = row.get("photos", UUID[].class);
    return new Entry(row.get("id", UUID.class), TipFile.Kind.valueOf(row.get("kind", String.class)), row.get("at", Instant.class),
        row.get("who", String.class), row.get("what", String.class), words == null ? "" : unsealed.openWords(words),
        details(row), photos == null ? List.of() : Arrays.asList(photos), row.get("delivery_id", UUID.class), null);
  }

  private Map<String, String> details(Readable row) {
    var stored = row.get("details", Json.class);
    if (stored == null) {
      return Map.of();
    }
    var details = json.readValue(stored.asString(), DETAILS);
    var target = row.get("target", String.class);
    if (target != null) {
      details.put("name", target);
    }
    return details;
  }
}
