package vn.caunoi.movement;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Vault;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** Which residential groups held which occasion: entered by an officer, one record per group, occasion and year. */
@Component
public class EventConfirmations {
  private static final String PLACE = "event_confirmation.place";
  private static final String NOTE = "event_confirmation.note";

  private final DatabaseClient database;
  private final WardDirectory wards;
  private final AuditTrail audit;
  private final Vault vault;
  private final TransactionalOperator tx;
  private final Ids ids;
  private final Clock clock;

  EventConfirmations(DatabaseClient database, WardDirectory wards, AuditTrail audit, Vault vault, TransactionalOperator tx, Ids ids, Clock clock) {
    this.database = database;
    this.wards = wards;
    this.audit = audit;
    this.vault = vault;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** Of one occasion in one year, by the ward's order of groups. */
  public Flux<EventConfirmation> of(UUID ward, String occasion, int year) {
    return database.sql("""
        select e.ward_id, e.id, e.group_id, e.occasion, e.year, e.held_on, e.place, e.headcount, e.note, e.attachment_id, e.confirmed_by,
          e.confirmed_at
        from event_confirmation e join residential_group g on g.ward_id = e.ward_id and g.id = e.group_id
        where e.ward_id = :ward and e.occasion = :occasion and e.year = :year order by g.sort_order, g.name limit 1000""")
        .bind("ward", ward).bind("occasion", occasion).bind("year", year).map(this::toConfirmation).all();
  }

  /** Records that the group held the occasion; a second record of the same year corrects the first. */
  public Mono<EventConfirmation> confirm(Officer by, NewConfirmation held) {
    if (!by.hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER)) {
      return Mono.error(new Forbidden("Chỉ cán bộ và chỉ huy của phường được xác nhận."));
    }
    if (held.heldOn().isAfter(VietnamTime.dateOf(clock.instant()))) {
      return Mono.error(new InvalidInput("heldOn", "Ngày tổ chức không thể ở tương lai."));
    }
    return wards.group(by.ward(), held.groupId())
        .then(Mono.defer(() -> store(by, held)))
        .delayUntil(stored -> audit.record(AuditEntry.of(by.ward(), by.id(), "event_confirmed", "group", held.groupId())
            .with("occasion", held.occasion()).with("year", held.heldOn().getYear())))
        .as(tx::transactional);
  }

  /** Joins a photo, stored already, to a record. */
  public Mono<Void> attach(Officer by, UUID id, UUID attachment) {
    return database.sql("update event_confirmation set attachment_id = :attachment where ward_id = :ward and id = :id")
        .bind("attachment", attachment).bind("ward", by.ward()).bind("id", id).fetch().rowsUpdated()
        .flatMap(changed -> changed == 1 ? Mono.<Void>empty() : Mono.error(new NotFound("Không có xác nhận này.")))
        .then(audit.record(AuditEntry.of(by.ward(), by.id(), "event_photo_added", "event_confirmation", id)))
        .as(tx::transactional);
  }

  public Mono<EventConfirmation> get(UUID ward, UUID id) {
    return database.sql("""
        select ward_id, id, group_id, occasion, year, held_on, place, headcount, note, attachment_id, confirmed_by, confirmed_at
        from event_confirmation where ward_id = :ward and id = :id""").bind("ward", ward).bind("id", id).map(this::toConfirmation).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có xác nhận này.")));
  }

  /** Takes a mistaken record back. */
  public Mono<Void> withdraw(Officer by, UUID id) {
    if (!by.hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER)) {
      return Mono.error(new Forbidden("Chỉ cán bộ và chỉ huy của phường được xác nhận."));
    }
    return database.sql("delete from event_confirmation where ward_id = :ward and id = :id").bind("ward", by.ward()).bind("id", id)
        .fetch().rowsUpdated().filter(deleted -> deleted == 1)
        .flatMap(deleted -> audit.record(AuditEntry.of(by.ward(), by.id(), "event_confirmation_withdrawn", "event_confirmation", id)))
        .as(tx::transactional);
  }

  private Mono<EventConfirmation> store(Officer by, NewConfirmation held) {
    var insert = database.sql("""
        insert into event_confirmation (ward_id, id, group_id, occasion, year, held_on, place, headcount, note, attachment_id, confirmed_by, confirmed_at)
        values (:ward, :id, :group, :occasion, :year, :heldOn, :place, :headcount, :note, :attachment, :by, :now)
        on conflict (ward_id, occasion, year, group_id) do update set held_on = excluded.held_on, place = excluded.place,
          headcount = excluded.headcount, note = excluded.note, attachment_id = coalesce(excluded.attachment_id, event_confirmation.attachment_id),
          confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at
        returning *""")
        .bind("ward", by.ward()).bind("id", ids.next()).bind("group", held.groupId()).bind("occasion", held.occasion())
        .bind("year", held.heldOn().getYear()).bind("heldOn", held.heldOn()).bind("place", vault.seal(PLACE, held.place()))
        .bind("headcount", held.headcount()).bind("note", vault.seal(NOTE, held.note())).bind("by", by.id()).bind("now", clock.instant());
    var attached = held.attachmentId() == null ? insert.bindNull("attachment", UUID.class) : insert.bind("attachment", held.attachmentId());
    return attached.map(this::toConfirmation).one();
  }

  private EventConfirmation toConfirmation(Readable row) {
    return new EventConfirmation(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("group_id", UUID.class),
        row.get("occasion", String.class), row.get("year", Integer.class), row.get("held_on", LocalDate.class),
        vault.openText(PLACE, row.get("place", byte[].class)), row.get("headcount", Integer.class),
        vault.openText(NOTE, row.get("note", byte[].class)), row.get("attachment_id", UUID.class),
        row.get("confirmed_by", UUID.class), row.get("confirmed_at", Instant.class));
  }
}
