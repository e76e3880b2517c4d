package vn.caunoi.ward;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.Slice;

/** Changes the residential groups of a ward: the administrator's and the commander's work. */
@Component
public class GroupRegister {
  private static final int TOKEN_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DatabaseClient database;
  private final WardDirectory directory;
  private final AuditTrail audit;
  private final TransactionalOperator tx;
  private final Clock clock;
  private final Ids ids;

  GroupRegister(DatabaseClient database, WardDirectory directory, AuditTrail audit, TransactionalOperator tx, Ids ids, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.audit = audit;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** Every group, also those that are no longer active. */
  public Flux<ResidentialGroup> all(UUID ward) {
    return database.sql(WardDirectory.GROUP + "where ward_id = :ward order by active desc, sort_order, name limit 2000").bind("ward", ward)
        .map(WardDirectory::toGroup).all();
  }

  /** Active groups, a page at a time. */
  public Mono<Slice<ResidentialGroup>> page(UUID ward, @Nullable String cursor, int limit) {
    var after = cursor == null ? Position.START : Position.parse(cursor);
    return database.sql("""
        select ward_id, id, name, kind, households, token, active, sort_order from residential_group
        where ward_id = :ward and active and (sort_order, name) > (:sort, :name) order by sort_order, name limit :limit""")
        .bind("ward", ward).bind("sort", after.sort()).bind("name", after.name()).bind("limit", limit + 1)
        .map(row -> new Placed(WardDirectory.toGroup(row), row.get("sort_order", Integer.class))).all()
        .collectList()
        .map(fetched -> Slice.of(fetched, limit, Placed::cursor).map(Placed::group));
  }

  public Mono<ResidentialGroup> add(Officer by, NewGroup group) {
    return check(by).then(Mono.defer(() -> insert(by, group))).as(tx::transactional);
  }

  /** Adds all of them or none. */
  public Mono<Integer> addAll(Officer by, List<NewGroup> groups) {
    return check(by).thenMany(Flux.fromIterable(groups)).concatMap(group -> insert(by, group)).count().map(Long::intValue).as(tx::transactional);
  }

  public Mono<ResidentialGroup> change(Officer by, UUID id, NewGroup to) {
    var update = database.sql("""
        update residential_group set name = :name, kind = :kind, households = :households where ward_id = :ward and id = :id""")
        .bind("name", to.name()).bind("kind", to.kind().name()).bind("households", to.households())
        .bind("ward", by.ward()).bind("id", id).then();
    return check(by).then(directory.group(by.ward(), id))
        .delayUntil(before -> namesakes(by.ward(), to, id))
        .delayUntil(before -> update.onErrorMap(DuplicateKeyException.class, e -> taken(to)))
        .delayUntil(before -> audit.record(AuditEntry.of(by.ward(), by.id(), "group_changed", "group", id)
            .with("householdsBefore", before.households()).with("households", to.households())))
        .then(directory.group(by.ward(), id))
        .as(tx::transactional);
  }

  /** A group is never deleted, because its history counts; it is switched off and on. */
  public Mono<ResidentialGroup> setActive(Officer by, UUID id, boolean active) {
    var update = database.sql("update residential_group set active = :active where ward_id = :ward and id = :id")
        .bind("active", active).bind("ward", by.ward()).bind("id", id).then();
    return check(by).then(directory.group(by.ward(), id)).then(update)
        .then(audit.record(AuditEntry.of(by.ward(), by.id(), active ? "group_enabled" : "group_disabled", "group", id)))
        .then(directory.group(by.ward(), id))
        .as(tx::transactional);
  }

  private Mono<ResidentialGroup> insert(Officer by, NewGroup group) {
    var id = ids.next();
    return namesakes(by.ward(), group, id)
        .then(database.sql("""
            insert into residential_group (ward_id, id, name, kind, households, token, sort_order, created_at)
            select :ward, :id, :name, :kind, :households, :token, coalesce(max(sort_order), 0) + 1, :now
            from residential_group where ward_id = :ward""")
            .bind("ward", by.ward()).bind("id", id).bind("name", group.name()).bind("kind", group.kind().name())
            .bind("households", group.households()).bind("token", newToken()).bind("now", clock.instant()).then())
        .onErrorMap(DuplicateKeyException.class, e -> taken(group))
        .then(audit.record(AuditEntry.of(by.ward(), by.id(), "group_added", "group", id).with("households", group.households())))
        .then(directory.group(by.ward(), id));
  }

  /** Names that differ only in case or diacritics are one name. */
  private Mono<Void> namesakes(UUID ward, NewGroup group, UUID except) {
    return all(ward).filter(other -> !other.id().equals(except) && new NewGroup(other.name(), other.kind(), 0).key().equals(group.key()))
        .next().flatMap(other -> Mono.error(taken(group)));
  }

  private static Conflict taken(NewGroup group) {
    return new Conflict("Phường đã có “%s”.".formatted(group.name()));
  }

  private static Mono<Void> check(Officer by) {
    return by.hasRole(Role.ADMIN, Role.COMMANDER) ? Mono.empty()
        : Mono.error(() -> new Forbidden("Chỉ quản trị viên hoặc chỉ huy được sửa danh sách tổ dân phố."));
  }

  static String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private record Placed(ResidentialGroup group, int sort) {
    String cursor() {
      return new Position(sort, group.name()).encode();
    }
  }

  private record Position(int sort, String name) {
    static final Position START = new Position(Integer.MIN_VALUE, "");

    String encode() {
      return Base64.getUrlEncoder().withoutPadding().encodeToString((sort + " " + name).getBytes(StandardCharsets.UTF_8));
    }

    static Position parse(String cursor) {
      try {
        var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
        return new Position(Integer.parseInt(parts[0]), parts[1]);
      } catch (RuntimeException e) {
        throw new InvalidInput("cursor", "cursor không hợp lệ: hãy dùng đúng giá trị nextCursor của trang trước.");
      }
    }
  }
}
