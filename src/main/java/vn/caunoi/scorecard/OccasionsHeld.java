package vn.caunoi.scorecard;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.calendar.EventCalendar;
import vn.caunoi.calendar.Occasion;
import vn.caunoi.movement.EventConfirmation;
import vn.caunoi.movement.EventConfirmations;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/**
 * Residential groups with a confirmed record of each named occasion, of all that are obliged to hold it. An occasion
 * that still lies ahead obliges nobody yet.
 */
@Component
class OccasionsHeld implements Measure {
  private final EventConfirmations confirmations;
  private final EventCalendar calendar;
  private final WardDirectory wards;
  private final Clock clock;

  OccasionsHeld(EventConfirmations confirmations, EventCalendar calendar, WardDirectory wards, Clock clock) {
    this.confirmations = confirmations;
    this.calendar = calendar;
    this.wards = wards;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "occasions_held";
  }

  @Override
  public Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call) {
    return evidence(ward, period, call).map(found -> new Figure(found.counted(), found.rows().size(), "lượt tổ đã tổ chức"));
  }

  @Override
  public Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call) {
    var today = VietnamTime.dateOf(clock.instant());
    var due = call.occasionKeys().stream().flatMap(key -> calendar.find(key, period.year()).stream())
        .filter(occasion -> occasion.date().isBefore(today)).toList();
    var confirmed = Flux.fromIterable(due).concatMap(occasion -> confirmations.of(ward, occasion.key(), period.year()))
        .collectMap(held -> held.occasion() + held.groupId());
    var obliged = wards.groups(ward).filter(group -> group.kind() == ResidentialGroup.Kind.RESIDENTIAL).collectList();
    return Mono.zip(confirmed, obliged).map(both -> new Evidence(List.of("Ngày", "Tổ", "Ngày tổ chức", "Nơi tổ chức", "Số người dự"),
        rows(due, both.getT2(), both.getT1()), "Mỗi tổ dân phố đang hoạt động có một lượt cho mỗi ngày đã qua; được tính khi có xác nhận."));
  }

  private static List<Evidence.Row> rows(List<Occasion> occasions, List<ResidentialGroup> groups, Map<String, EventConfirmation> held) {
    return occasions.stream().flatMap(occasion -> groups.stream()
        .map(group -> row(occasion, group, held.get(occasion.key() + group.id())))).toList();
  }

  private static Evidence.Row row(Occasion occasion, ResidentialGroup group, @Nullable EventConfirmation held) {
    var link = "/groups/events?occasion=%s&year=%d".formatted(occasion.key(), occasion.date().getYear());
    var cells = held == null ? List.of(occasion.name(), group.name(), "Chưa xác nhận", "", "")
        : List.of(occasion.name(), group.name(), VietnamTime.day(held.heldOn()), held.place(), String.valueOf(held.headcount()));
    return new Evidence.Row(cells, held != null, link);
  }
}
