package vn.caunoi.campaign;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.NotFound;

/** The rows. */
@Component
class Campaigns {
  private static final UUID LAST = new UUID(-1, -1);
  private static final String SELECT = """
      select ward_id, id, title, body, to_all, groups, schedule_at, launch_at, status, status_reason, author_id, submitted_by, approved_by,
             approved_digest, occasion, dry_run, created_at, started_at, done_at, version, template
      from campaign\s""";

  private final DatabaseClient database;
  private final JsonMapper json;

  Campaigns(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** False when the occasion has its campaign already. */
  Mono<Boolean> insert(Campaign c) {
    var insert = database.sql("""
        insert into campaign (ward_id, id, title, body, to_all, groups, schedule_at, status, author_id, occasion, created_at, template)
        values (:ward, :id, :title, :body, :toAll, :groups, :scheduleAt, :status, :author, :occasion, :createdAt, :template)
        on conflict (ward_id, occasion) do nothing""")
        .bind("ward", c.wardId()).bind("id", c.id()).bind("title", c.title()).bind("body", c.body()).bind("toAll", c.toAll())
        .bind("groups", c.groups()).bind("status", c.status().name()).bind("createdAt", c.createdAt());
    insert = bind(insert, "scheduleAt", c.scheduleAt(), Instant.class);
    insert = bind(insert, "author", c.authorId(), UUID.class);
    insert = bind(insert, "occasion", c.occasion(), String.class);
    insert = bind(insert, "template", toJson(c.template()), Json.class);
    return insert.fetch().rowsUpdated().map(rows -> rows == 1);
  }

  Mono<Campaign> get(UUID ward, UUID id) {
    return database.sql(SELECT + "where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).map(this::toCampaign).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có chiến dịch này.")));
  }

  /** Newest first, before {@code cursor}. */
  Flux<Campaign> list(UUID ward, Campaign.@Nullable Status status, @Nullable UUID cursor, int limit) {
    var select = database.sql(SELECT + """
        where ward_id = :ward and id < :before and (:status::text is null or status = :status) order by id desc limit :limit""")
        .bind("ward", ward).bind("before", cursor == null ? LAST : cursor).bind("limit", limit);
    return bind(select, "status", status == null ? null : status.name(), String.class).map(this::toCampaign).all();
  }

  Mono<Long> count(UUID ward, Campaign.Status status) {
    return database.sql("select count(*) as n from campaign where ward_id = :ward and status = :status").bind("ward", ward)
        .bind("status", status.name()).map(row -> row.get("n", Long.class)).one();
  }

  /** Which of these occasions have a campaign: {@code occasion} to its campaign. */
  Flux<Campaign> madeFor(UUID ward, String[] occasions) {
    return database.sql(SELECT + "where ward_id = :ward and occasion = any(:occasions) limit 1000").bind("ward", ward)
        .bind("occasions", occasions).map(this::toCampaign).all();
  }

  /** Writes what people decide. Errs with {@link Conflict} when somebody else was first. */
  Mono<Campaign> save(Campaign c) {
    var update = database.sql("""
        update campaign set title = :title, body = :body, to_all = :toAll, groups = :groups, schedule_at = :scheduleAt, launch_at = :launchAt,
          status = :status, status_reason = :reason, submitted_by = :submittedBy, approved_by = :approvedBy, approved_digest = :digest,
          template = :template, lease_token = null, version = version + 1
        where ward_id = :ward and id = :id and version = :version""")
        .bind("ward", c.wardId()).bind("id", c.id()).bind("version", c.version()).bind("title", c.title()).bind("body", c.body())
        .bind("toAll", c.toAll()).bind("groups", c.groups()).bind("status", c.status().name());
    update = bind(update, "scheduleAt", c.scheduleAt(), Instant.class);
    update = bind(update, "template", toJson(c.template()), Json.class);
    update = bind(update, "launchAt", c.launchAt(), Instant.class);
    update = bind(update, "reason", c.statusReason(), String.class);
    update = bind(update, "submittedBy", c.submittedBy(), UUID.class);
    update = bind(update, "approvedBy", c.approvedBy(), UUID.class);
    update = bind(update, "digest", c.approvedDigest(), String.class);
    return update.fetch().rowsUpdated()
        .flatMap(rows -> rows == 1 ? get(c.wardId(), c.id()) : Mono.error(new Conflict("Chiến dịch vừa được người khác sửa; hãy tải lại trang.")));
  }

  Mono<Void> keepDryRun(UUID ward, UUID id, String json) {
    return database.sql("update campaign set dry_run = :dryRun where ward_id = :ward and id = :id").bind("dryRun", Json.of(json))
        .bind("ward", ward).bind("id", id).then();
  }

  /** Quartz knows ids only, so this one asks for no ward; the row that comes back names it. */
  Mono<Campaign> findById(UUID id) {
    return database.sql(SELECT + "where id = :id").bind("id", id).map(this::toCampaign).one();
  }

  /**
   * Takes the campaign for planning: a due one, or one whose planner died and let its lease run out. Empty when another node has it, or it
   * is no longer to be launched. The lease is by the database's clock.
   */
  Mono<Campaign> claim(Campaign c, UUID token, Duration lease, Instant now) {
    return database.sql("""
        update campaign set status = 'LAUNCHING', started_at = coalesce(started_at, :now), lease_token = :token,
          lease_until = clock_timestamp() + :seconds * interval '1 second', version = version + 1
        where ward_id = :ward and id = (select id from campaign where ward_id = :ward and id = :id
            and (status = 'SCHEDULED' and launch_at <= :now or status = 'LAUNCHING' and lease_until < clock_timestamp()) for update skip locked)""")
        .bind("ward", c.wardId()).bind("id", c.id()).bind("token", token).bind("seconds", lease.toSeconds()).bind("now", now)
        .fetch().rowsUpdated().filter(rows -> rows == 1).flatMap(rows -> get(c.wardId(), c.id()));
  }

  /** Keeps the lease while planning goes on; false when it is lost: somebody paused, cancelled or took over. */
  Mono<Boolean> renew(Campaign c, UUID token, Duration lease) {
    return database.sql("""
        update campaign set lease_until = clock_timestamp() + :seconds * interval '1 second'
        where ward_id = :ward and id = :id and status = 'LAUNCHING' and lease_token = :token""")
        .bind("seconds", lease.toSeconds()).bind("ward", c.wardId()).bind("id", c.id()).bind("token", token)
        .fetch().rowsUpdated().map(rows -> rows == 1);
  }

  Mono<Void> planned(Campaign c, UUID token) {
    return database.sql("""
        update campaign set status = 'RUNNING', lease_token = null, version = version + 1
        where ward_id = :ward and id = :id and status = 'LAUNCHING' and lease_token = :token""")
        .bind("ward", c.wardId()).bind("id", c.id()).bind("token", token).then();
  }

  Mono<Boolean> askAgain(Campaign c, String reason) {
    return change(c, "SCHEDULED", "CONFIRM", reason, null);
  }

  Mono<Boolean> finish(Campaign c, Instant now) {
    return change(c, "RUNNING", "DONE", null, now);
  }

  Mono<Boolean> brake(Campaign c, String reason) {
    return change(c, "RUNNING", "PAUSED", reason, null);
  }

  private Mono<Boolean> change(Campaign c, String from, String to, @Nullable String reason, @Nullable Instant doneAt) {
    var update = database.sql("""
        update campaign set status = :to, status_reason = :reason, done_at = coalesce(:doneAt, done_at), version = version + 1
        where ward_id = :ward and id = :id and status = :from""")
        .bind("to", to).bind("from", from).bind("ward", c.wardId()).bind("id", c.id());
    update = bind(update, "reason", reason, String.class);
    return bind(update, "doneAt", doneAt, Instant.class).fetch().rowsUpdated().map(rows -> rows == 1);
  }

  /** For the sweep of every ward: campaigns in this state, a bounded number. */
  Flux<Campaign> everywhere(Campaign.Status status) {
    return database.sql(SELECT + "where status = :status order by launch_at limit 1000").bind("status", status.name())
        .map(this::toCampaign).all();
  }

  private static <T> GenericExecuteSpec bind(GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private @Nullable Json toJson(@Nullable TemplateChoice template) {
    return template == null ? null : Json.of(json.writeValueAsBytes(template));
  }

  private Campaign toCampaign(Readable row) {
    var template = row.get("template", Json.class);
    var dryRun = row.get("dry_run", Json.class);
    return new Campaign(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("title", String.class), row.get("body", String.class),
        row.get("to_all", Boolean.class), row.get("groups", UUID[].class), row.get("schedule_at", Instant.class), row.get("launch_at", Instant.class),
        Campaign.Status.valueOf(row.get("status", String.class)), row.get("status_reason", String.class), row.get("author_id", UUID.class),
        row.get("submitted_by", UUID.class), row.get("approved_by", UUID.class), row.get("approved_digest", String.class),
        row.get("occasion", String.class), dryRun == null ? null : dryRun.asString(), row.get("created_at", Instant.class),
        row.get("started_at", Instant.class), row.get("done_at", Instant.class), row.get("version", Long.class),
        template == null ? null : json.readValue(template.asArray(), TemplateChoice.class));
  }
}
