package vn.caunoi.media;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.NotFound;

/** Rows of stored photos. */
@Component
class Attachments {
  record Row(Attachment attachment, byte[] dataKey, Scan scan) {}

  private static final String COLUMNS = " ward_id, id, type, width, height, bytes, sha256, data_key, scan ";

  private final DatabaseClient database;

  Attachments(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> add(Row row, Instant now) {
    var attachment = row.attachment();
    return database.sql("""
        insert into attachment (ward_id, id, type, width, height, bytes, sha256, data_key, scan, scan_after, created_at)
        values (:ward, :id, :type, :width, :height, :bytes, :sha256, :key, :scan, :now, :now)""")
        .bind("ward", attachment.wardId()).bind("id", attachment.id()).bind("type", attachment.type())
        .bind("width", attachment.width()).bind("height", attachment.height()).bind("bytes", attachment.bytes())
        .bind("sha256", HexFormat.of().parseHex(attachment.sha256())).bind("key", row.dataKey())
        .bind("scan", row.scan().name()).bind("now", now).then();
  }

  Mono<Row> get(UUID ward, UUID id) {
    return database.sql("select" + COLUMNS + "from attachment where ward_id = :ward and id = :id")
        .bind("ward", ward).bind("id", id).map(Attachments::toRow).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có ảnh này.")));
  }

  Mono<Void> delete(UUID ward, UUID id) {
    return database.sql("delete from attachment where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).then();
  }

  /** Gives those that are there. */
  Flux<UUID> keep(UUID ward, List<UUID> ids) {
    return database.sql("update attachment set kept = true where ward_id = :ward and id = any(:ids) returning id")
        .bind("ward", ward).bind("ids", ids.toArray(UUID[]::new)).map(row -> row.get("id", UUID.class)).all();
  }

  /** In any ward: removes what nobody kept since before {@code until}. */
  Flux<Row> removeAbandoned(Instant until, int most) {
    return database.sql("delete from attachment where (ward_id, id) in (select ward_id, id from attachment "
        + "where not kept and created_at < :until order by created_at limit :most for update skip locked) returning" + COLUMNS)
        .bind("until", until).bind("most", most).map(Attachments::toRow).all();
  }

  /** The same photo on its sender's page and with a tip is one. */
  Mono<Long> waiting(UUID ward) {
    return database.sql("select count(distinct sha256) as n from attachment where ward_id = :ward and scan = 'WAITING'").bind("ward", ward)
        .map(row -> row.get("n", Long.class)).one();
  }

  /** In every ward. */
  Mono<Long> waiting() {
    return database.sql("select count(*) as n from attachment where scan = 'WAITING'").map(row -> row.get("n", Long.class)).one();
  }

  /** In any ward: what waits for the scanner and is due; nobody else takes it before {@code again}. */
  Flux<Row> claimWaiting(Instant now, Instant again, int most) {
    return database.sql("update attachment set scan_after = :again where (ward_id, id) in (select ward_id, id from attachment "
        + "where scan = 'WAITING' and scan_after <= :now order by scan_after limit :most for update skip locked) returning" + COLUMNS)
        .bind("now", now).bind("again", again).bind("most", most).map(Attachments::toRow).all();
  }

  /** False when it does not wait any more. */
  Mono<Boolean> settle(UUID ward, UUID id, Scan verdict) {
    return database.sql("""
        update attachment set scan = :scan, data_key = case when :scan = 'INFECTED' then ''::bytea else data_key end
        where ward_id = :ward and id = :id and scan = 'WAITING'""")
        .bind("scan", verdict.name()).bind("ward", ward).bind("id", id).fetch().rowsUpdated().map(rows -> rows == 1);
  }

  /** There is no scanner any more that could be waited for. */
  Mono<Long> letGo(Instant now) {
    return database.sql("update attachment set scan = 'UNSCANNED' where scan = 'WAITING' and scan_after <= :now").bind("now", now)
        .fetch().rowsUpdated();
  }

  private static Row toRow(Readable row) {
    return new Row(new Attachment(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("type", String.class),
        row.get("width", Integer.class), row.get("height", Integer.class), row.get("bytes", Long.class),
        HexFormat.of().formatHex(row.get("sha256", byte[].class))), row.get("data_key", byte[].class), Scan.valueOf(row.get("scan", String.class)));
  }
}
