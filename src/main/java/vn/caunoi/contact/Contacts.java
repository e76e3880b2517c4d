package vn.caunoi.contact;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Table {@code contact}. */
@Component
class Contacts {
  private final DatabaseClient database;

  Contacts(DatabaseClient database) {
    this.database = database;
  }

  Mono<Contact> find(UUID ward, UUID id) {
    return database.sql("select ward_id, id, group_id, household, language from contact where ward_id = :ward and id = :id")
        .bind("ward", ward).bind("id", id).map(Contacts::toContact).one();
  }

  Mono<Void> join(UUID ward, UUID id, UUID group, boolean household) {
    return database.sql("update contact set group_id = :group, household = :household where ward_id = :ward and id = :id")
        .bind("group", group).bind("household", household).bind("ward", ward).bind("id", id).then();
  }

  Mono<Void> delete(UUID ward, UUID id) {
    return database.sql("delete from contact where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).then();
  }

  static Contact toContact(Readable row) {
    return new Contact(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("group_id", UUID.class),
        row.get("household", Boolean.class), row.get("language", String.class));
  }
}
