package vn.caunoi.tip;

import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.Ids;

/** What belongs to a tip and is only ever added: messages, notes, events, photos. */
@Component
class TipRecords {
  private final DatabaseClient database;
  private final JsonMapper json;
  private final AttachmentStore photos;
  private final Ids ids;
  private final Clock clock;

  TipRecords(DatabaseClient database, JsonMapper json, AttachmentStore photos, Ids ids, Clock clock) {
    this.database = database;
    this.json = json;
    this.photos = photos;
    this.ids = ids;
    this.clock = clock;
  }

  Ids ids() {
    return ids;
  }

  Mono<UUID> addResidentWords(UUID ward, UUID tip, byte[] words, java.time.Instant at) {
    var id = ids.next();
    return database.sql("""
        insert into tip_message (ward_id, id, tip_id, author, words, at) values (:ward, :id, :tip, 'RESIDENT', :words, :at)""")
        .bind("ward", ward).bind("id", id).bind("tip", tip).bind("words", words).bind("at", at).then().thenReturn(id);
  }

  Mono<UUID> addAnswer(UUID ward, UUID tip, UUID officer, byte[] words, @Nullable UUID delivery) {
    var id = ids.next();
    var insert = database.sql("""
        insert into tip_message (ward_id, id, tip_id, author, officer_id, words, delivery_id, at)
        values (:ward, :id, :tip, 'OFFICER', :officer, :words, :delivery, :at)""")
        .bind("ward", ward).bind("id", id).bind("tip", tip).bind("officer", officer).bind("words", words).bind("at", clock.instant());
    return Tips.bind(insert, "delivery", UUID.class, delivery).then().thenReturn(id);
  }

  Mono<UUID> addNote(UUID ward, UUID tip, UUID officer, byte[] words) {
    var id = ids.next();
    return database.sql("insert into tip_note (ward_id, id, tip_id, officer_id, words, at) values (:ward, :id, :tip, :officer, :words, :at)")
        .bind("ward", ward).bind("id", id).bind("tip", tip).bind("officer", officer).bind("words", words).bind("at", clock.instant())
        .then().thenReturn(id);
  }

  Mono<Void> addEvent(UUID ward, UUID tip, TipEvent event) {
    var insert = database.sql("""
        insert into tip_event (ward_id, id, tip_id, kind, officer_id, details, at) values (:ward, :id, :tip, :kind, :officer, :details, :at)""")
        .bind("ward", ward).bind("id", ids.next()).bind("tip", tip).bind("kind", event.kind())
        .bind("details", Json.of(json.writeValueAsString(new TreeMap<>(event.details())))).bind("at", clock.instant());
    return Tips.bind(insert, "officer", UUID.class, event.officer()).then();
  }

  Mono<Void> addEvents(UUID ward, UUID tip, List<TipEvent> events) {
    return Flux.fromIterable(events).concatMap(event -> addEvent(ward, tip, event)).then();
  }

  /** In the order given; a photo that is gone already is left out. */
  Mono<Void> attach(UUID ward, UUID tip, UUID message, List<UUID> given) {
    return photos.keep(ward, given).collectList().map(kept -> given.stream().filter(kept::contains).toList())
        .filter(there -> !there.isEmpty())
        .flatMap(there -> database.sql("""
            insert into tip_attachment (ward_id, tip_id, attachment_id, message_id, position)
            select :ward, :tip, p.id, :message, p.n::int from unnest(:photos) with ordinality as p (id, n) on conflict do nothing""")
            .bind("ward", ward).bind("tip", tip).bind("message", message).bind("photos", there.toArray(UUID[]::new)).then());
  }

  Mono<Boolean> hasAttachment(UUID ward, UUID tip, UUID attachment) {
    return database.sql("""
        select exists (select 1 from tip_attachment where ward_id = :ward and tip_id = :tip and attachment_id = :attachment) as has""")
        .bind("ward", ward).bind("tip", tip).bind("attachment", attachment).map(row -> row.get("has", Boolean.class)).one();
  }
}
