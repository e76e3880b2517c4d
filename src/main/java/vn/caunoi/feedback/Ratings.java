package vn.caunoi.feedback;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.Vault;

/** Tables {@code rating} and {@code rating_comment}. Ids are random: one of version 7 would tell the time of day. */
@Component
class Ratings {
  private static final String WORDS = "rating_comment.words";

  /** So many answers of one level, in one month, group, factor and channel. */
  record Count(LocalDate month, @Nullable UUID groupId, @Nullable String group, int factor, String channel, @Nullable Integer level, long count) {}

  private final DatabaseClient database;
  private final Vault vault;

  Ratings(DatabaseClient database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  Mono<Void> add(UUID ward, Survey survey, @Nullable Integer level, String channel, @Nullable UUID group, LocalDate day) {
    var insert = database.sql("""
        insert into rating (ward_id, id, survey, factor, level, channel, group_id, answered_on)
        values (:ward, :id, :survey, :factor, :level, :channel, :group, :day)""")
        .bind("ward", ward).bind("id", UUID.randomUUID()).bind("survey", survey.key()).bind("factor", survey.factor())
        .bind("channel", channel).bind("day", day);
    insert = level == null ? insert.bindNull("level", Integer.class) : insert.bind("level", level);
    return bindGroup(insert, group).then();
  }

  Mono<Void> addComment(UUID ward, String words, LocalDate day) {
    return database.sql("insert into rating_comment (ward_id, id, words, answered_on) values (:ward, :id, :words, :day)")
        .bind("ward", ward).bind("id", UUID.randomUUID()).bind("words", vault.seal(WORDS, words)).bind("day", day).then();
  }

  Flux<Count> counts(UUID ward, LocalDate from, LocalDate to, @Nullable UUID group) {
    var select = database.sql("""
        select date_trunc('month', r.answered_on)::date as month, r.group_id, g.name, r.factor, r.channel, r.level, count(*) as n
        from rating r left join residential_group g on g.ward_id = r.ward_id and g.id = r.group_id
        where r.ward_id = :ward and r.answered_on between :from and :to and (:group::uuid is null or r.group_id = :group::uuid)
        group by 1, 2, 3, 4, 5, 6 order by 1 limit 100000""")
        .bind("ward", ward).bind("from", from).bind("to", to);
    return bindGroup(select, group).map(Ratings::toCount).all();
  }

  static GenericExecuteSpec bindGroup(GenericExecuteSpec statement, @Nullable UUID group) {
    return group == null ? statement.bindNull("group", UUID.class) : statement.bind("group", group);
  }

  private static Count toCount(Readable row) {
    return new Count(row.get("month", LocalDate.class), row.get("group_id", UUID.class), row.get("name", String.class),
        row.get("factor", Integer.class), row.get("channel", String.class), row.get("level", Integer.class), row.get("n", Long.class));
  }
}
