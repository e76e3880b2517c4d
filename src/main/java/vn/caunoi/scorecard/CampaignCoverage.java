package vn.caunoi.scorecard;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Of every finished campaign of the period, the groups in which enough households got it. A household got it when the network reports the
 * message delivered; Telegram and the web chat report nothing further, so there the accepted message counts.
 */
@Component
class CampaignCoverage implements Measure {
  private static final int DEFAULT_TARGET = 100;

  private final DatabaseClient database;

  CampaignCoverage(DatabaseClient database) {
    this.database = database;
  }

  private record Reach(UUID campaign, String title, String group, long households, long reached) {
    boolean enough(int percent) {
      return 100 * reached >= percent * households;
    }

    Evidence.Row row(int percent) {
      return new Evidence.Row(List.of(title, group, String.valueOf(households), SmallCell.count(reached), SmallCell.share(reached, households)),
          enough(percent), "/campaigns/" + campaign);
    }
  }

  @Override
  public String name() {
    return "campaign_coverage";
  }

  @Override
  public Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call) {
    int target = target(call);
    return reach(ward, period).collectList().map(all -> new Figure(all.stream().filter(reach -> reach.enough(target)).count(), all.size(),
        "lượt tổ tới được từ %d %% số hộ".formatted(target)));
  }

  @Override
  public Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call) {
    int target = target(call);
    return reach(ward, period).take(Evidence.MOST).map(reach -> reach.row(target)).collectList()
        .map(rows -> new Evidence(List.of("Chiến dịch", "Tổ", "Số hộ", "Hộ nhận được", "Độ phủ"), rows,
            "Mỗi chiến dịch đã xong trong năm, mỗi tổ được gửi là một lượt. Hộ nhận được: tin đã tới một người đại diện hộ. Số dưới 5 không hiện chính xác."));
  }

  /** Groups by their households of today: the books keep no history yet. */
  private Flux<Reach> reach(UUID ward, Period period) {
    return database.sql("""
        select c.id, c.title, g.name, g.households, count(distinct k.id) as reached
        from campaign c
        join residential_group g on g.ward_id = c.ward_id and g.active and g.households > 0 and (c.to_all or g.id = any(c.groups))
        left join delivery d on d.ward_id = c.ward_id and d.campaign_id = c.id and d.group_id = g.id
          and (d.status in ('DELIVERED', 'SEEN') or d.status = 'ACCEPTED' and d.channel in ('TELEGRAM', 'WEB'))
        left join contact k on k.ward_id = d.ward_id and k.id = d.contact_id and k.household
        where c.ward_id = :ward and c.status = 'DONE' and c.done_at >= :from and c.done_at < :to
        group by c.id, c.title, g.name, g.households, g.sort_order order by c.id desc, g.sort_order, g.name limit 100000""")
        .bind("ward", ward).bind("from", period.from()).bind("to", period.to()).map(CampaignCoverage::toReach).all();
  }

  private static int target(Criterion.MeasureCall call) {
    return call.targetPercent() == null ? DEFAULT_TARGET : call.targetPercent();
  }

  private static Reach toReach(Readable row) {
    return new Reach(row.get("id", UUID.class), row.get("title", String.class), row.get("name", String.class),
        row.get("households", Integer.class), row.get("reached", Long.class));
  }
}
