package vn.caunoi.contact;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;

/** Table {@code consent}: one row per grant; a withdrawal dates the row. */
@Component
class Consents {
  private final DatabaseClient database;

  Consents(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> grant(UUID ward, UUID contact, Consent.Purpose purpose, String textVersion, Channel channel, Instant at) {
    return database.sql("""
        insert into consent (ward_id, contact_id, id, purpose, text_version, channel, granted_at)
        values (:ward, :contact, :id, :purpose, :version, :channel, :at)
        on conflict (ward_id, contact_id, purpose) where withdrawn_at is null do nothing""")
        .bind("ward", ward).bind("contact", contact).bind("id", UUID.randomUUID()).bind("purpose", purpose.name())
        .bind("version", textVersion).bind("channel", channel.name()).bind("at", ContactAddresses.hour(at)).then();
  }

  Mono<Void> withdraw(UUID ward, UUID contact, Consent.Purpose purpose, Instant at) {
    return database.sql("""
        update consent set withdrawn_at = :at
        where ward_id = :ward and contact_id = :contact and purpose = :purpose and withdrawn_at is null""")
        .bind("at", ContactAddresses.hour(at)).bind("ward", ward).bind("contact", contact).bind("purpose", purpose.name()).then();
  }

  Flux<Consent> of(UUID ward, UUID contact) {
    return database.sql("""
        select purpose, text_version, channel, granted_at, withdrawn_at from consent
        where ward_id = :ward and contact_id = :contact order by granted_at desc limit 100""")
        .bind("ward", ward).bind("contact", contact).map(Consents::toConsent).all();
  }

  Mono<Boolean> stands(UUID ward, UUID contact, Consent.Purpose purpose) {
    return database.sql("""
        select exists (select 1 from consent
          where ward_id = :ward and contact_id = :contact and purpose = :purpose and withdrawn_at is null) as stands""")
        .bind("ward", ward).bind("contact", contact).bind("purpose", purpose.name()).map(row -> row.get("stands", Boolean.class)).one();
  }

  Mono<Void> delete(UUID ward, UUID contact) {
    return database.sql("delete from consent where ward_id = :ward and contact_id = :contact")
        .bind("ward", ward).bind("contact", contact).then();
  }

  private static Consent toConsent(Readable row) {
    return new Consent(Consent.Purpose.valueOf(row.get("purpose", String.class)), row.get("text_version", String.class),
        Channel.valueOf(row.get("channel", String.class)), row.get("granted_at", Instant.class), row.get("withdrawn_at", Instant.class));
  }
}
