package vn.caunoi.channel.zalo;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.MessageTemplates.Reading;

/** Tables {@code zalo_template} and {@code zalo_template_list}. */
@Repository
class ZaloTemplateRows {
  private static final String SELECT = """
      select ward_id, account_id, template_id, name, status, reason, quality, tag, by_user_id and not uid_refused as by_user_id, price_vnd,
        preview_url, parameters, synced_at from zalo_template\s""";

  private static final String DETAILS = """
      , reason = excluded.reason, quality = excluded.quality, tag = excluded.tag, by_user_id = excluded.by_user_id, price_vnd = excluded.price_vnd,
        preview_url = excluded.preview_url, parameters = excluded.parameters""";

  private final DatabaseClient database;
  private final JsonMapper json;
  private final Clock clock;

  ZaloTemplateRows(DatabaseClient database, JsonMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  Flux<MessageTemplate> of(UUID ward) {
    return database.sql(SELECT + "where ward_id = :ward order by array_position(array['ENABLED', 'PENDING', 'REJECTED', 'DISABLED', 'GONE'], status), "
        + "name, template_id limit 1000").bind("ward", ward).map(this::toTemplate).all();
  }

  Mono<MessageTemplate> find(UUID ward, UUID account, String templateId) {
    return database.sql(SELECT + "where ward_id = :ward and account_id = :account and template_id = :template")
        .bind("ward", ward).bind("account", account).bind("template", templateId).map(this::toTemplate).one();
  }

  /** Details that could not be had stay as they were: a campaign on its way needs the parameters. */
  Mono<Void> keep(ChannelAccount account, ZaloTemplateTold told) {
    var insert = database.sql("""
        insert into zalo_template (ward_id, account_id, template_id, name, status, reason, quality, tag, by_user_id, price_vnd, preview_url,
          parameters, made_at, synced_at)
        values (:ward, :account, :template, :name, :status, :reason, :quality, :tag, :byUser, :price, :preview, :parameters, :made, :now)
        on conflict (ward_id, account_id, template_id) do update set name = excluded.name, status = excluded.status,
          made_at = excluded.made_at, synced_at = excluded.synced_at""" + (told.detailed() ? DETAILS : ""))
        .bind("ward", account.wardId()).bind("account", account.id()).bind("template", told.id()).bind("name", told.name())
        .bind("status", told.status().name()).bind("quality", told.quality()).bind("tag", told.tag()).bind("byUser", told.byUserId())
        .bind("parameters", Json.of(json.writeValueAsBytes(told.parameters()))).bind("now", clock.instant());
    insert = bind(insert, "reason", told.reason(), String.class);
    insert = bind(insert, "price", told.priceVnd(), Integer.class);
    insert = bind(insert, "preview", told.previewUrl(), String.class);
    return bind(insert, "made", told.madeAt(), Instant.class).then();
  }

  /** What the list no longer names. */
  Mono<Void> dropOthers(ChannelAccount account, List<String> listed) {
    return database.sql("""
        update zalo_template set status = 'GONE' where ward_id = :ward and account_id = :account and not template_id = any(:listed)""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("listed", listed.toArray(String[]::new)).then();
  }

  /** Zalo takes this one by phone alone. */
  Mono<Void> refuseUserIds(ChannelAccount account, String templateId) {
    return of(account, templateId, "uid_refused = true");
  }

  /** Zalo no longer takes this one; the next reading of the list tells more. */
  Mono<Void> disable(ChannelAccount account, String templateId) {
    return of(account, templateId, "status = 'DISABLED'");
  }

  Mono<Void> read(ChannelAccount account, @Nullable Integer refusal) {
    return bind(database.sql("""
        insert into zalo_template_list (ward_id, account_id, read_at, refusal) values (:ward, :account, :now, :refusal)
        on conflict (ward_id, account_id) do update set read_at = excluded.read_at, refusal = excluded.refusal""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("now", clock.instant()), "refusal", refusal, Integer.class).then();
  }

  Flux<Reading> readings(UUID ward) {
    return database.sql("select account_id, read_at, refusal from zalo_template_list where ward_id = :ward limit 50").bind("ward", ward)
        .map(row -> {
          var refusal = row.get("refusal", Integer.class);
          return new Reading(row.get("account_id", UUID.class), row.get("read_at", Instant.class),
              refusal == null ? null : ZaloTemplateErrors.sentence(refusal));
        }).all();
  }

  /** Active OAs of every ward whose list was read longer than {@code age} ago or never: {@code ward_id} and account. */
  Flux<Due> due(Duration age, int most) {
    return database.sql("""
        select a.ward_id, a.id from channel_account a
        left join zalo_template_list l on l.ward_id = a.ward_id and l.account_id = a.id
        where a.channel = 'ZALO' and a.status = 'ACTIVE' and (l.read_at is null or l.read_at < :old)
        order by l.read_at nulls first, a.created_at limit :most""")
        .bind("old", clock.instant().minus(age)).bind("most", most)
        .map(row -> new Due(row.get("ward_id", UUID.class), row.get("id", UUID.class))).all();
  }

  record Due(UUID wardId, UUID accountId) {}

  private Mono<Void> of(ChannelAccount account, String templateId, String change) {
    return database.sql("update zalo_template set " + change + " where ward_id = :ward and account_id = :account and template_id = :template")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("template", templateId).then();
  }

  private static <T> GenericExecuteSpec bind(GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private MessageTemplate toTemplate(Readable row) {
    List<MessageTemplate.Parameter> parameters =
        json.readValue(row.get("parameters", Json.class).asArray(), new TypeReference<List<MessageTemplate.Parameter>>() {});
    return new MessageTemplate(row.get("ward_id", UUID.class), row.get("account_id", UUID.class), row.get("template_id", String.class),
        row.get("name", String.class), MessageTemplate.Status.valueOf(row.get("status", String.class)), row.get("reason", String.class),
        row.get("quality", String.class), row.get("tag", String.class), row.get("by_user_id", Boolean.class), row.get("price_vnd", Integer.class),
        row.get("preview_url", String.class), parameters, row.get("synced_at", Instant.class));
  }
}
