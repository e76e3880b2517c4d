package vn.caunoi.scorecard;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.feedback.FeedbackBook;
import vn.caunoi.feedback.FeedbackSummary;
import vn.caunoi.feedback.SatisfactionIndex;

/** Satisfied answers of all valid ones. Counts only: an answer cannot be joined back to a person or a tip. */
@Component
class Satisfaction implements Measure {
  private final FeedbackBook feedback;

  Satisfaction(FeedbackBook feedback) {
    this.feedback = feedback;
  }

  @Override
  public String name() {
    return "satisfaction";
  }

  @Override
  public Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call) {
    return summary(ward, period).map(Satisfaction::index).map(index -> new Figure(index.satisfied(), index.valid(), "phiếu hài lòng"));
  }

  @Override
  public Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call) {
    return summary(ward, period).map(summary -> new Evidence(List.of("Số đếm", "Phiếu"), List.of(
        line("Đã mời", summary.invited()), line("Đã trả lời", summary.answered()), line("Trả lời hợp lệ", index(summary).valid()),
        line("Hài lòng và rất hài lòng", index(summary).satisfied())),
        "Chỉ có số đếm: phiếu không gắn với người, tin báo hay giờ trả lời nên không mở từng phiếu được. “Không ý kiến” không tính vào phiếu hợp lệ."));
  }

  private Mono<FeedbackSummary> summary(UUID ward, Period period) {
    return feedback.summary(ward, LocalDate.of(period.year(), 1, 1), LocalDate.of(period.year(), 12, 31), null);
  }

  private static SatisfactionIndex index(FeedbackSummary summary) {
    return summary.index() == null ? SatisfactionIndex.EMPTY : summary.index();
  }

  private static Evidence.Row line(String what, long count) {
    return new Evidence.Row(List.of(what, String.valueOf(count)), null, null);
  }
}
