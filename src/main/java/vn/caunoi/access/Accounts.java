package vn.caunoi.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** Who may sign in, and how. */
@Component
public class Accounts {
  /** Wrong tries before the slow-down begins; then 2, 4, 8 … seconds up to a minute. It never locks, so nobody can be locked out by another. */
  private static final int FREE_TRIES = 3;
  private static final int LONGEST_WAIT_SECONDS = 60;

  private final DatabaseClient database;
  private final WardDirectory directory;
  private final Passwords passwords;
  private final Sessions sessions;
  private final AuditTrail audit;
  private final TransactionalOperator transactions;
  private final Ids ids;
  private final Clock clock;

  Accounts(DatabaseClient database, WardDirectory directory, Passwords passwords, Sessions sessions, AuditTrail audit,
      TransactionalOperator transactions, Ids ids, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** Someone who is to have an account. {@code wardId} is null for a province viewer and for the first administrator. */
  public record NewOfficer(@Nullable UUID wardId, @Nullable UUID provinceId, String username, String displayName, Role role) {}

  /** An account with the one-time password that its owner must replace; shown once. */
  public record Created(Officer officer, String password) {
    @Override
    public String toString() {
      return "Created[" + officer.id() + "]";
    }
  }

  /** Adds an officer with a random password. Errs with {@link InvalidInput} when the user name is taken or not usable. */
  public Mono<Created> create(@Nullable Officer by, NewOfficer wanted) {
    var password = passwords.random();
    return create(by, wanted, password, true, false).map(officer -> new Created(officer, password));
  }

  /** Adds an officer with a given password. {@code published} marks the demo's well-known password. */
  public Mono<Officer> create(@Nullable Officer by, NewOfficer wanted, String password, boolean mustChange, boolean published) {
    checkName(wanted.username());
    var id = ids.next();
    return passwords.hash(password)
        .flatMap(hash -> insert(id, wanted, hash, mustChange, published).then(directory.officer(id))
            .delayUntil(officer -> record(by, officer, "officer_added"))
            .as(transactions::transactional))
        .onErrorMap(DuplicateKeyException.class, e -> new InvalidInput("username", "Tên đăng nhập này đã có người dùng."));
  }

  /** Opens a session when name and password fit. */
  public Mono<SignInOutcome> signIn(String username, String password, Session.Kind kind) {
    var now = clock.instant();
    return database.sql("""
        select o.id, a.password_hash, a.not_before, a.failures from officer o join account a on a.officer_id = o.id
        where o.username = lower(:username) and o.active""").bind("username", username)
        .map(row -> new Credentials(row.get("id", UUID.class), row.get("password_hash", String.class), row.get("not_before", Instant.class),
            row.get("failures", Integer.class))).one()
        .flatMap(found -> signIn(found, password, kind, now))
        .switchIfEmpty(Mono.defer(() -> passwords.matchesNobody(password).thenReturn(new SignInOutcome.Wrong())));
  }

  private record Credentials(UUID officerId, String hash, @Nullable Instant notBefore, int failures) {}

  private Mono<SignInOutcome> signIn(Credentials found, String password, Session.Kind kind, Instant now) {
    if (found.notBefore() != null && now.isBefore(found.notBefore())) {
      return Mono.just(new SignInOutcome.SlowDown(Duration.between(now, found.notBefore())));
    }
    return passwords.matches(password, found.hash())
        .flatMap(fits -> fits ? succeed(found.officerId(), kind) : fail(found, now));
  }

  private Mono<SignInOutcome> succeed(UUID officer, Session.Kind kind) {
    return database.sql("update account set failures = 0, not_before = null where officer_id = :id").bind("id", officer).then()
        .then(sessions.open(officer, kind, null))
        .flatMap(opened -> directory.officer(officer).<SignInOutcome>map(o -> new SignInOutcome.SignedIn(o, opened)));
  }

  private Mono<SignInOutcome> fail(Credentials found, Instant now) {
    int failures = Math.min(found.failures() + 1, FREE_TRIES + 6);
    long wait = failures < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_SECONDS, 1L << (failures - FREE_TRIES + 1));
    return database.sql("update account set failures = failures + 1, not_before = :until where officer_id = :id")
        .bind("until", now.plusSeconds(wait)).bind("id", found.officerId()).then()
        .thenReturn(new SignInOutcome.Wrong());
  }

  /** Replaces one's own password; signs out everywhere else. */
  public Mono<Void> changePassword(Officer officer, String current, String wanted) {
    Passwords.check(wanted);
    return database.sql("select password_hash from account where officer_id = :id").bind("id", officer.id())
        .map(row -> row.get(0, String.class)).one()
        .flatMap(hash -> passwords.matches(current, hash))
        .filter(fits -> fits)
        .switchIfEmpty(Mono.error(() -> new InvalidInput("current", "Mật khẩu hiện tại không đúng.")))
        .then(store(officer, officer.id(), wanted, false, false))
        .then(sessions.endAll(officer.id()));
  }

  /** Gives somebody of one's ward a new one-time password, which is returned to be shown once. */
  public Mono<String> resetPassword(Officer by, UUID officer) {
    var password = passwords.random();
    return managed(by, officer).flatMap(target -> store(by, target.id(), password, true, false).then(sessions.endAll(target.id())))
        .thenReturn(password);
  }

  /** Lets somebody sign in again, or no longer; disabling ends their sessions at once. Nobody disables themselves. */
  public Mono<Officer> setActive(Officer by, UUID officer, boolean active) {
    if (by.id().equals(officer)) {
      return Mono.error(() -> new InvalidInput("officer", "Không thể tự khoá tài khoản của chính mình."));
    }
    return managed(by, officer)
        .flatMap(target -> database.sql("update officer set active = :active where id = :id").bind("active", active).bind("id", officer).then()
            .then(active ? Mono.empty() : sessions.endAll(officer))
            .then(directory.officer(officer))
            .delayUntil(changed -> record(by, changed, active ? "officer_enabled" : "officer_disabled"))
            .as(transactions::transactional));
  }

  /** Makes a token for a machine; it may do what its owner may do. */
  public Mono<Session.Opened> issueApiToken(Officer owner, String name) {
    if (name.isBlank() || name.length() > 60) {
      return Mono.error(() -> new InvalidInput("name", "Hãy đặt tên cho mã truy cập, tối đa 60 ký tự."));
    }
    return sessions.open(owner.id(), Session.Kind.API, name.strip()).delayUntil(opened -> record(owner, owner, "api_token_issued"))
        .as(transactions::transactional);
  }

  /** Ends one's own machine token at once. */
  public Mono<Void> revokeApiToken(Officer owner, UUID session) {
    return sessions.end(owner.id(), session).then(record(owner, owner, "api_token_revoked")).as(transactions::transactional);
  }

  /** Sets a password without knowing the old one; for the demo ward and the first administrator only. */
  public Mono<Void> force(UUID officer, String password, boolean mustChange, boolean published) {
    return store(null, officer, password, mustChange, published);
  }

  private Mono<Officer> managed(Officer by, UUID officer) {
    if (!by.hasRole(Role.ADMIN)) {
      return Mono.error(() -> new Forbidden("Chỉ quản trị được quản lý tài khoản."));
    }
    return directory.officer(officer).filter(target -> by.ward().equals(target.wardId()) || isViewerOfSameProvince(by, target))
        .switchIfEmpty(Mono.error(() -> new vn.caunoi.platform.NotFound("Không có cán bộ này.")));
  }

  private static boolean isViewerOfSameProvince(Officer by, Officer target) {
    return target.role() == Role.PROVINCE && target.provinceId() != null && target.provinceId().equals(by.provinceId());
  }

  private Mono<Void> insert(UUID id, NewOfficer wanted, String hash, boolean mustChange, boolean published) {
    var now = clock.instant();
    var officer = database.sql("""
        insert into officer (id, ward_id, province_id, username, display_name, role, created_at)
        values (:id, :ward, :province, :username, :name, :role, :now)""")
        .bind("id", id).bind("username", wanted.username().toLowerCase(java.util.Locale.ROOT)).bind("name", wanted.displayName())
        .bind("role", wanted.role().name()).bind("now", now);
    officer = wanted.wardId() == null ? officer.bindNull("ward", UUID.class) : officer.bind("ward", wanted.wardId());
    officer = wanted.provinceId() == null ? officer.bindNull("province", UUID.class) : officer.bind("province", wanted.provinceId());
    return officer.then().then(database.sql("""
        insert into account (officer_id, password_hash, must_change, published, changed_at) values (:id, :hash, :must, :published, :now)""")
        .bind("id", id).bind("hash", hash).bind("must", mustChange).bind("published", published).bind("now", now).then());
  }

  private Mono<Void> store(@Nullable Officer by, UUID officer, String password, boolean mustChange, boolean published) {
    return passwords.hash(password).flatMap(hash -> database.sql("""
        update account set password_hash = :hash, must_change = :must, published = :published, failures = 0, not_before = null, changed_at = :now
        where officer_id = :id""")
        .bind("hash", hash).bind("must", mustChange).bind("published", published).bind("now", clock.instant()).bind("id", officer).then()
        .then(directory.officer(officer)).flatMap(target -> record(by, target, "password_set"))
        .as(transactions::transactional));
  }

  private Mono<Void> record(@Nullable Officer by, Officer subject, String action) {
    var ward = subject.wardId();
    return ward == null ? Mono.empty()
        : audit.record(AuditEntry.of(ward, by == null ? null : by.id(), action, "officer", subject.id()).with("role", subject.role()));
  }

  private static void checkName(String username) {
    if (!username.matches("[A-Za-z0-9._-]{3,40}")) {
      throw new InvalidInput("username", "Tên đăng nhập gồm 3–40 chữ cái không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.");
    }
  }
}
