package vn.caunoi.media;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.NotFound;

/** Rows of stored photos. */
@Component
class Attachments {
  record Row(Attachment attachment, byte[] dataKey) {}

  private final DatabaseClient database;

  Attachments(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> add(Attachment attachment, byte[] dataKey, Instant now) {
    return database.sql("""
        insert into attachment (ward_id, id, type, width, height, bytes, sha256, data_key, created_at)
        values (:ward, :id, :type, :width, :height, :bytes, :sha256, :key, :now)""")
        .bind("ward", attachment.wardId()).bind("id", attachment.id()).bind("type", attachment.type())
        .bind("width", attachment.width()).bind("height", attachment.height()).bind("bytes", attachment.bytes())
        .bind("sha256", HexFormat.of().parseHex(attachment.sha256())).bind("key", dataKey).bind("now", now).then();
  }

  Mono<Row> get(UUID ward, UUID id) {
    return database.sql("""
        select ward_id, id, type, width, height, bytes, sha256, data_key from attachment where ward_id = :ward and id = :id""")
        .bind("ward", ward).bind("id", id).map(Attachments::toRow).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có ảnh này.")));
  }

  Mono<Void> delete(UUID ward, UUID id) {
    return database.sql("delete from attachment where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).then();
  }

  private static Row toRow(Readable row) {
    return new Row(new Attachment(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("type", String.class),
        row.get("width", Integer.class), row.get("height", Integer.class), row.get("bytes", Long.class),
        HexFormat.of().formatHex(row.get("sha256", byte[].class))), row.get("data_key", byte[].class));
  }
}
