package vn.caunoi.scorecard;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Vault;

/** Rows of stated results. */
@Component
class Scores {
  private static final String VALUE = "score_entry.value";
  private static final String NOTE = "score_entry.note";
  private static final String COLUMNS = """
      select ward_id, period, criterion, version, criteria_set, status, value, note, proposed_by, proposed_at, confirmed_by, confirmed_at
      from score_entry\s""";

  private final DatabaseClient database;
  private final Vault vault;
  private final Clock clock;

  Scores(DatabaseClient database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** Of each criterion the newest entry and the newest confirmed one, oldest first. */
  Flux<Score> standing(UUID ward, Period period) {
    return database.sql(COLUMNS + """
        s where ward_id = :ward and period = :period and (criterion, version) in (
          select criterion, max(version) from score_entry where ward_id = :ward and period = :period group by criterion
          union all
          select criterion, max(version) from score_entry where ward_id = :ward and period = :period and confirmed_at is not null group by criterion)
        order by criterion, version limit 500""")
        .bind("ward", ward).bind("period", period.toString()).map(this::toScore).all();
  }

  /** Everything ever stated about one criterion, newest first. */
  Flux<Score> history(UUID ward, Period period, int criterion) {
    return database.sql(COLUMNS + "where ward_id = :ward and period = :period and criterion = :criterion order by version desc limit 100")
        .bind("ward", ward).bind("period", period.toString()).bind("criterion", criterion).map(this::toScore).all();
  }

  Mono<Void> add(Score score) {
    return database.sql("""
        insert into score_entry (ward_id, period, criterion, version, criteria_set, status, value, note, proposed_by, proposed_at)
        values (:ward, :period, :criterion, :version, :set, :status, :value, :note, :by, :at)""")
        .bind("ward", score.wardId()).bind("period", score.period()).bind("criterion", score.criterion()).bind("version", score.version())
        .bind("set", score.criteriaSet()).bind("status", score.status().name()).bind("value", vault.seal(VALUE, score.value()))
        .bind("note", vault.seal(NOTE, score.note())).bind("by", score.proposedBy()).bind("at", score.proposedAt()).then()
        .onErrorMap(DuplicateKeyException.class, e -> new Conflict("Người khác vừa ghi tiêu chí này. Hãy tải lại trang và xem trước khi ghi."));
  }

  Mono<Void> confirm(UUID ward, Period period, int criterion, int version, UUID by) {
    return database.sql("""
        update score_entry set confirmed_by = :by, confirmed_at = :now
        where ward_id = :ward and period = :period and criterion = :criterion and version = :version and confirmed_at is null
          and version = (select max(version) from score_entry where ward_id = :ward and period = :period and criterion = :criterion)""")
        .bind("by", by).bind("now", clock.instant()).bind("ward", ward).bind("period", period.toString())
        .bind("criterion", criterion).bind("version", version).fetch().rowsUpdated()
        .flatMap(changed -> changed == 1 ? Mono.empty()
            : Mono.error(new Conflict("Đề xuất này đã được xác nhận hoặc đã có bản mới hơn. Hãy tải lại trang.")));
  }

  private Score toScore(Readable row) {
    return new Score(row.get("ward_id", UUID.class), row.get("period", String.class), row.get("criterion", Integer.class),
        row.get("version", Integer.class), row.get("criteria_set", String.class), Score.Status.valueOf(row.get("status", String.class)),
        vault.openText(VALUE, row.get("value", byte[].class)), vault.openText(NOTE, row.get("note", byte[].class)),
        row.get("proposed_by", UUID.class), row.get("proposed_at", Instant.class), row.get("confirmed_by", UUID.class),
        row.get("confirmed_at", Instant.class));
  }
}
