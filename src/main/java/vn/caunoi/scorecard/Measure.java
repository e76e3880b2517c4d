package vn.caunoi.scorecard;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Counts one figure of a ward and period from stored rows, and shows the rows behind it. One measure, one class, named as the files name it. */
public interface Measure {
  String name();

  Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call);

  /** The rows that {@link #count} counted, or why there are none to show. */
  Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call);
}
