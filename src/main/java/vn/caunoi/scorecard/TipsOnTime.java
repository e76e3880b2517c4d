package vn.caunoi.scorecard;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.tip.Tip;

/**
 * Tips answered, closed or handed over before they were due, of all that became due in the period. What is open past its due time is late;
 * what is not yet due, or was taken back in time, does not count. Tips about the ward police itself are not the ward's to count.
 */
@Component
class TipsOnTime implements Measure {
  /** {@code handled}: since when it has stood in a state that ends the clock; a tip that was opened again is not handled. */
  private static final String DUE = """
      from tip t left join lateral (
        select min(e.at) as at from tip_event e
        where e.ward_id = :ward and e.tip_id = t.id and e.kind = 'status' and e.details ->> 'to' in ('TRANSFERRED', 'RESOLVED', 'CLOSED')
          and not exists (select 1 from tip_event l where l.ward_id = :ward and l.tip_id = t.id and l.kind = 'status' and l.at > e.at
            and l.details ->> 'to' in ('ASSIGNED', 'VERIFYING', 'WAITING'))) handled on true
      where t.ward_id = :ward and t.conflict = 'NONE' and t.due_at >= :from and t.due_at < least(:to, :now)
        and not (t.status = 'WITHDRAWN' and t.closed_at <= t.due_at)\s""";

  private final DatabaseClient database;
  private final Clock clock;

  TipsOnTime(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tips_on_time";
  }

  @Override
  public Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call) {
    return bind(database.sql("select count(*) as due, count(*) filter (where handled.at <= t.due_at) as in_time " + DUE), ward, period)
        .map(row -> new Figure(row.get("in_time", Long.class), row.get("due", Long.class), "tin đúng hạn")).one();
  }

  @Override
  public Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call) {
    return bind(database.sql("select t.code, t.status, t.received_at, t.due_at, handled.at as handled_at " + DUE
            + "order by coalesce(handled.at, 'infinity') > t.due_at desc, t.due_at desc limit " + Evidence.MOST), ward, period)
        .map(row -> row(row.get("code", String.class), Tip.Status.valueOf(row.get("status", String.class)),
            row.get("received_at", Instant.class), row.get("due_at", Instant.class), row.get("handled_at", Instant.class)))
        .all().collectList()
        .map(rows -> new Evidence(List.of("Tin", "Trạng thái", "Tiếp nhận", "Hạn", "Xử lý xong"), rows,
            "Tin đã đến hạn trong năm; chưa đến hạn và tin người dân rút trước hạn không tính. Đúng hạn: có kết quả, đóng hoặc chuyển trước hạn. Tin quá hạn đứng trước; nhiều nhất 500 dòng."));
  }

  private static Evidence.Row row(String code, Tip.Status status, Instant received, Instant due, @Nullable Instant handled) {
    return new Evidence.Row(List.of(code, status.label(), VietnamTime.minute(received), VietnamTime.minute(due),
        handled == null ? "" : VietnamTime.minute(handled)), handled != null && !handled.isAfter(due), "/tips/" + code);
  }

  private GenericExecuteSpec bind(GenericExecuteSpec statement, UUID ward, Period period) {
    return statement.bind("ward", ward).bind("from", period.from()).bind("to", period.to()).bind("now", clock.instant());
  }
}
