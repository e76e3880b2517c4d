package vn.caunoi.tip;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Vault;
import vn.caunoi.platform.VietnamTime;

/** Table {@code tip} and its counter. Task, result and place are sealed with the tip's own key. */
@Component
class Tips {
  private static final String KEY = "tip.data_key";
  private static final String SECRET = "tip.secret";
  private static final String ALL = """
      select ward_id, id, code, status, topic, category, conflict, group_id, channel, anonymous, received_at, due_at, clock, assignee_id,
        accountable_id, task, result, place, data_key, closed_at, version from tip\s""";

  private final DatabaseClient database;
  private final Vault vault;

  Tips(DatabaseClient database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** Of any kind, also about the ward police: who may see it is for the caller to ask. */
  Mono<UnsealedTip> get(UUID ward, String code) {
    return database.sql(ALL + "where ward_id = :ward and code = :code").bind("ward", ward).bind("code", code).map(this::unseal).one()
        .switchIfEmpty(Mono.error(Tips::unknown));
  }

  static NotFound unknown() {
    return new NotFound("Không có tin này trong phường.");
  }

  Vault.DataKey newKey() {
    return vault.newDataKey(KEY);
  }

  /**
   * Stores a new tip under the next number of its ward and year. The counter's row stays locked until the transaction ends: do this last.
   * A transaction that fails gives its number back.
   */
  Mono<String> add(UUID id, NewTip tip, TipSecret secret, TipClock.Deadline deadline, @Nullable UUID accountable, Vault.DataKey key) {
    int year = VietnamTime.dateOf(tip.receivedAt()).getYear();
    var insert = database.sql("""
        with n as (
          insert into tip_counter (ward_id, year, last) values (:ward, :year, 1)
          on conflict (ward_id, year) do update set last = tip_counter.last + 1 returning last)
        insert into tip (ward_id, id, code, year, number, secret_hmac, status, topic, conflict, group_id, channel, anonymous, received_at,
          due_at, clock, accountable_id, place, data_key, version)
        select :ward, :id, 'PA-' || lpad((:year % 100)::text, 2, '0') || '-' || lpad(n.last::text, greatest(4, length(n.last::text)), '0'),
          :year, n.last, :secret, 'RECEIVED', :topic, :conflict, :group, :channel, :anonymous, :received, :due, :clock, :accountable, :place,
          :key, 1
        from n returning code""")
        .bind("ward", tip.wardId()).bind("id", id).bind("year", year).bind("secret", hmac(secret)).bind("topic", tip.topic())
        .bind("conflict", tip.concerns().name()).bind("channel", tip.channel().name()).bind("anonymous", tip.anonymous())
        .bind("received", tip.receivedAt()).bind("due", deadline.at()).bind("clock", deadline.explanation()).bind("key", key.sealed());
    insert = bind(insert, "group", UUID.class, tip.groupId());
    insert = bind(insert, "accountable", UUID.class, accountable);
    insert = bind(insert, "place", byte[].class, tip.place() == null ? null : key.seal(UnsealedTip.PLACE, tip.place()));
    return insert.map(row -> row.get("code", String.class)).one();
  }

  /** Stores a changed tip under the next version; errs with {@link Conflict} when somebody else was quicker. */
  Mono<UnsealedTip> save(UnsealedTip unsealed, boolean unread) {
    var tip = unsealed.tip();
    var update = database.sql("""
        update tip set status = :status, category = :category, due_at = :due, clock = :clock, assignee_id = :assignee,
          accountable_id = :accountable, task = :task, result = :result, closed_at = :closed, unread = :unread, version = version + 1
        where ward_id = :ward and id = :id and version = :version""")
        .bind("status", tip.status().name()).bind("due", tip.dueAt()).bind("clock", tip.clock()).bind("unread", unread)
        .bind("ward", tip.wardId()).bind("id", tip.id()).bind("version", tip.version());
    update = bind(update, "category", String.class, tip.category());
    update = bind(update, "assignee", UUID.class, tip.assigneeId());
    update = bind(update, "accountable", UUID.class, tip.accountableId());
    update = bind(update, "task", byte[].class, tip.task() == null ? null : unsealed.key().seal(UnsealedTip.TASK, tip.task()));
    update = bind(update, "result", byte[].class, tip.result() == null ? null : unsealed.key().seal(UnsealedTip.RESULT, tip.result()));
    update = bind(update, "closed", Instant.class, tip.closedAt());
    return update.fetch().rowsUpdated()
        .flatMap(rows -> rows == 1 ? Mono.just(unsealed) : Mono.error(stale(tip.code())));
  }

  static Conflict stale(String code) {
    return new Conflict("Tin %s vừa được người khác cập nhật. Hãy tải lại trang rồi làm lại; nội dung đã gõ vẫn còn.".formatted(code));
  }

  Mono<Void> markRead(UUID ward, UUID id) {
    return database.sql("update tip set unread = false where ward_id = :ward and id = :id and unread").bind("ward", ward).bind("id", id).then();
  }

  Mono<Void> markUnread(UUID ward, UUID id) {
    return database.sql("update tip set unread = true where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).then();
  }

  /** By number and secret. The keyed hash is compared in the index: it tells nothing about the secret, however long that takes. */
  Mono<UnsealedTip> find(UUID ward, String code, TipSecret secret) {
    return database.sql(ALL + "where ward_id = :ward and code = :code and secret_hmac = :secret")
        .bind("ward", ward).bind("code", code).bind("secret", hmac(secret)).map(this::unseal).one();
  }

  /** For the public page, where people know their number but not a ward: across wards, by a secret that only one tip has. */
  Mono<UnsealedTip> findAnywhere(String code, TipSecret secret) {
    return database.sql(ALL + "where code = :code and secret_hmac = :secret limit 1")
        .bind("code", code).bind("secret", hmac(secret)).map(this::unseal).one();
  }

  /** For the invitation sweep, in any ward: claims closed tips nobody has been asked about, within the caller's transaction. */
  Flux<Tip> claimToRate(int limit) {
    return database.sql("""
        update tip set rating_asked = true where (ward_id, id) in (
          select ward_id, id from tip where status = 'CLOSED' and not rating_asked and conflict = 'NONE' and not anonymous
          order by closed_at limit :limit
          for update skip locked)
        returning ward_id, id, code, status, topic, category, conflict, group_id, channel, anonymous, received_at, due_at, clock,
          assignee_id, accountable_id, task, result, place, data_key, closed_at, version""")
        .bind("limit", limit).map(this::unseal).all().map(UnsealedTip::tip);
  }

  private byte[] hmac(TipSecret secret) {
    return vault.lookup(SECRET, secret.letters());
  }

  private UnsealedTip unseal(Readable row) {
    var key = vault.openDataKey(KEY, row.get("data_key", byte[].class));
    var tip = new Tip(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("code", String.class),
        Tip.Status.valueOf(row.get("status", String.class)), row.get("topic", String.class), row.get("category", String.class),
        Tip.Concerns.valueOf(row.get("conflict", String.class)), row.get("group_id", UUID.class),
        Channel.valueOf(row.get("channel", String.class)), row.get("anonymous", Boolean.class), row.get("received_at", Instant.class),
        row.get("due_at", Instant.class), row.get("clock", String.class), row.get("assignee_id", UUID.class),
        row.get("accountable_id", UUID.class), open(key, UnsealedTip.TASK, row.get("task", byte[].class)),
        open(key, UnsealedTip.RESULT, row.get("result", byte[].class)), row.get("closed_at", Instant.class), row.get("version", Long.class));
    return new UnsealedTip(tip, open(key, UnsealedTip.PLACE, row.get("place", byte[].class)), key);
  }

  private static @Nullable String open(Vault.DataKey key, String context, byte @Nullable [] sealed) {
    return sealed == null ? null : key.openText(context, sealed);
  }

  static <T> GenericExecuteSpec bind(GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }
}
