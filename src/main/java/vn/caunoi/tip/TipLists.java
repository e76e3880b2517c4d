package vn.caunoi.tip;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.Slice;
import vn.caunoi.tip.TipFilter.Folder;

/** Lists and counts of a ward's tips. Tips about the ward police itself are in none of them, except the list made for them. */
@Component
class TipLists {
  private static final String LINE = """
      select t.id, t.code, t.status, t.topic, t.category, g.name as group_name, t.channel, t.anonymous, t.received_at, t.due_at,
        t.assignee_id, o.username, o.display_name, t.unread
      from tip t left join residential_group g on g.ward_id = t.ward_id and g.id = t.group_id
        left join officer o on o.id = t.assignee_id
      where t.ward_id = :ward and\s""";
  private static final String RUNNING = "t.status in ('RECEIVED', 'ASSIGNED', 'VERIFYING', 'WAITING', 'TRANSFERRED')";
  private static final String OPEN = "t.status not in ('CLOSED', 'WITHDRAWN')";

  /** The search text as what it can match. */
  record Search(String code, List<String> keys, List<UUID> groups) {}

  private final DatabaseClient database;
  private final Clock clock;

  TipLists(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Mono<Slice<TipLine>> page(UUID ward, UUID me, TipFilter filter, @Nullable Search search, @Nullable String cursor, int limit) {
    var conditions = new ArrayList<>(List.of("t.conflict = 'NONE'", folder(filter.folder())));
    var binds = new java.util.LinkedHashMap<String, Object>();
    if (filter.folder() == Folder.MINE) {
      binds.put("me", me);
    }
    add(conditions, binds, "t.status = :status", "status", filter.status() == null ? null : filter.status().name());
    add(conditions, binds, "(t.category = :category or t.topic = :category)", "category", filter.category());
    add(conditions, binds, "t.group_id = :group", "group", filter.groupId());
    if (search != null) {
      conditions.add("(t.code like :code or t.category = any(:keys) or t.topic = any(:keys) or t.group_id = any(:groups))");
      binds.put("code", "%" + search.code() + "%");
      binds.put("keys", search.keys().toArray(String[]::new));
      binds.put("groups", search.groups().toArray(UUID[]::new));
    }
    if (cursor != null) {
      conditions.add("(t.received_at, t.id) < (:at, :id)");
      var after = Cursor.read(cursor);
      binds.put("at", after.at());
      binds.put("id", after.id());
    }
    return lines(ward, conditions, binds, Math.clamp(limit, 1, Slice.MAX_LIMIT));
  }

  private Mono<Slice<TipLine>> lines(UUID ward, List<String> conditions, Map<String, Object> binds, int limit) {
    var statement = database.sql(LINE + String.join(" and ", conditions) + " order by t.received_at desc, t.id desc limit " + (limit + 1))
        .bind("ward", ward);
    for (var bind : binds.entrySet()) {
      statement = statement.bind(bind.getKey(), bind.getValue());
    }
    if (String.join(" ", conditions).contains(":now")) {
      statement = statement.bind("now", clock.instant());
    }
    return statement.map(TipLists::toLine).all().collectList()
        .map(fetched -> Slice.of(fetched, limit, line -> new Cursor(line.receivedAt(), line.id()).write()));
  }

  /** What each folder holds; the closed ones are not counted. */
  Mono<Map<Folder, Long>> counts(UUID ward, UUID me) {
    var counted = List.of(Folder.NEW, Folder.MINE, Folder.UNASSIGNED, Folder.SOON, Folder.OVERDUE, Folder.WAITING);
    var columns = counted.stream().map(f -> "count(*) filter (where " + folder(f) + ") as " + f.name()).toList();
    return database.sql("select " + String.join(", ", columns) + " from tip t where t.ward_id = :ward and t.conflict = 'NONE' and " + OPEN)
        .bind("ward", ward).bind("me", me).bind("now", clock.instant())
        .map(row -> {
          var counts = new EnumMap<Folder, Long>(Folder.class);
          counted.forEach(f -> counts.put(f, row.get(f.name(), Long.class)));
          return (Map<Folder, Long>) counts;
        }).one();
  }

  /** Only for the commander: tips about officers of the ward. */
  Flux<TipLine> aboutOfficers(UUID ward) {
    return database.sql(LINE + "t.conflict = 'OFFICER' order by t.received_at desc, t.id desc limit 200").bind("ward", ward)
        .map(TipLists::toLine).all();
  }

  /** How many open tips are about the command itself: all that anybody in the ward may know of them. */
  Mono<Long> aboutCommand(UUID ward) {
    return database.sql("select count(*) as n from tip t where t.ward_id = :ward and t.conflict = 'COMMAND' and " + OPEN)
        .bind("ward", ward).map(row -> row.get("n", Long.class)).one();
  }

  private static String folder(Folder folder) {
    return switch (folder) {
      case NEW -> "t.status = 'RECEIVED'";
      case MINE -> "t.assignee_id = :me and " + OPEN;
      case UNASSIGNED -> "t.assignee_id is null and " + RUNNING;
      case SOON -> RUNNING + " and t.due_at >= :now and t.due_at - :now < (t.due_at - t.received_at) * 0.2";
      case OVERDUE -> RUNNING + " and t.due_at < :now";
      case WAITING -> "t.status = 'WAITING'";
      case CLOSED -> "t.status in ('CLOSED', 'WITHDRAWN')";
      case ALL -> "true";
    };
  }

  private static void add(List<String> conditions, Map<String, Object> binds, String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      binds.put(name, value);
    }
  }

  private static TipLine toLine(Readable row) {
    return new TipLine(row.get("id", UUID.class), row.get("code", String.class), Tip.Status.valueOf(row.get("status", String.class)),
        row.get("topic", String.class), row.get("category", String.class), row.get("group_name", String.class),
        Channel.valueOf(row.get("channel", String.class)), row.get("anonymous", Boolean.class), row.get("received_at", Instant.class),
        row.get("due_at", Instant.class), OfficerName.of(row.get("assignee_id", UUID.class), row.get("username", String.class), row.get("display_name", String.class)),
        row.get("unread", Boolean.class));
  }

  private record Cursor(Instant at, UUID id) {
    String write() {
      var text = ChronoUnit.MICROS.between(Instant.EPOCH, at) + ":" + id;
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor read(String cursor) {
      try {
        var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(":");
        return new Cursor(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), UUID.fromString(parts[1]));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new InvalidInput("cursor", "Con trỏ trang không dùng được.");
      }
    }
  }
}
