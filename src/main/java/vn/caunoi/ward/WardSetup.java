package vn.caunoi.ward;

import java.time.Clock;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/** Makes a ward. Its channel accounts are seeded by whoever calls, because {@code ward} knows no channels. */
@Component
public class WardSetup {
  private static final int MAX_NAME = 100;

  private final DatabaseClient database;
  private final WardDirectory directory;
  private final AuditTrail audit;
  private final TransactionalOperator tx;
  private final Ids ids;
  private final Clock clock;

  WardSetup(DatabaseClient database, WardDirectory directory, AuditTrail audit, TransactionalOperator tx, Ids ids, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.audit = audit;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** The first ward of an administrator who has none yet; from now on the administrator belongs to it. */
  public Mono<Ward> create(Officer by, String province, String name, String slug) {
    if (by.role() != Role.ADMIN || by.wardId() != null) {
      return Mono.error(new Forbidden("Chỉ quản trị viên chưa có phường mới thiết lập phường đầu tiên."));
    }
    return Mono.defer(() -> make(by, checked("province", province), checked("name", name), checkedSlug(slug)))
        .delayUntil(ward -> bind(by, ward))
        .as(tx::transactional);
  }

  /** One more ward of the same installation. Somebody must then be made its administrator. */
  public Mono<Ward> createAnother(Officer by, String province, String name, String slug) {
    if (by.role() != Role.ADMIN) {
      return Mono.error(new Forbidden("Chỉ quản trị viên được thêm phường."));
    }
    return Mono.defer(() -> make(by, checked("province", province), checked("name", name), checkedSlug(slug))).as(tx::transactional);
  }

  /** {@code Phường Hạ Long} becomes {@code phuong-ha-long}. */
  public static String slugOf(String name) {
    var slug = VietnameseText.fold(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return slug.length() > 60 ? slug.substring(0, 60) : slug;
  }

  private Mono<Ward> make(Officer by, String province, String name, String slug) {
    var id = ids.next();
    return provinceNamed(province)
        .flatMap(provinceId -> database.sql("""
            insert into ward (id, province_id, name, slug, created_at) values (:id, :province, :name, :slug, :now)""")
            .bind("id", id).bind("province", provinceId).bind("name", name).bind("slug", slug).bind("now", clock.instant()).then())
        .onErrorMap(DuplicateKeyException.class, e -> new Conflict("Địa chỉ “%s” đã có phường khác dùng.".formatted(slug)))
        .then(audit.record(AuditEntry.of(id, by.id(), "ward_created", "ward", id)))
        .then(directory.get(id));
  }

  private Mono<UUID> provinceNamed(String name) {
    return database.sql("""
        insert into province (id, name) values (:id, :name) on conflict (name) do update set name = excluded.name returning id""")
        .bind("id", ids.next()).bind("name", name).map(row -> row.get("id", UUID.class)).one();
  }

  /** Only while the officer still has no ward: two forms sent at once make one ward. */
  private Mono<Void> bind(Officer by, Ward ward) {
    return database.sql("update officer set ward_id = :ward, province_id = :province where id = :id and ward_id is null")
        .bind("ward", ward.id()).bind("province", ward.provinceId()).bind("id", by.id()).fetch().rowsUpdated()
        .flatMap(changed -> changed == 1 ? Mono.empty() : Mono.error(new Conflict("Phường đã được thiết lập ở một cửa sổ khác.")));
  }

  private static String checked(String field, String text) {
    var clean = VietnameseText.normalize(text).strip();
    if (clean.isEmpty() || clean.length() > MAX_NAME || clean.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(field, (field.equals("name") ? "Tên phường" : "Tên tỉnh, thành phố") + " phải có từ 1 đến 100 ký tự.");
    }
    return clean;
  }

  private static String checkedSlug(String slug) {
    if (!slug.matches("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?")) {
      throw new InvalidInput("slug", "Địa chỉ chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, từ 1 đến 60 ký tự.");
    }
    return slug;
  }
}
