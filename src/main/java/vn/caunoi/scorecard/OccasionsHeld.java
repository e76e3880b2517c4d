package vn.caunoi.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.movement.EventConfirmation;
import vn.caunoi.movement.EventConfirmations;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Residential groups with a confirmed record of each named occasion, of all that are obliged to hold it. */
@Component
class OccasionsHeld implements Measure {
  private final EventConfirmations confirmations;
  private final WardDirectory wards;

  OccasionsHeld(EventConfirmations confirmations, WardDirectory wards) {
    this.confirmations = confirmations;
    this.wards = wards;
  }

  private record Duty(String occasion, ResidentialGroup group) {}

  @Override
  public String name() {
    return "occasions_held";
  }

  @Override
  public Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call) {
    return evidence(ward, period, call)
        .map(found -> new Figure(found.rows().stream().filter(Evidence.Row::counted).count(), found.rows().size(), "lượt tổ đã tổ chức"));
  }

  @Override
  public Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call) {
    var confirmed = Flux.fromIterable(call.occasionKeys()).concatMap(occasion -> confirmations.of(ward, occasion, period.year()))
        .collectMap(held -> held.occasion() + held.groupId());
    var obliged = wards.groups(ward).filter(group -> group.kind() == ResidentialGroup.Kind.RESIDENTIAL).collectList();
    return Mono.zip(confirmed, obliged).map(both -> new Evidence(List.of("Ngày", "Tổ", "Ngày tổ chức", "Nơi tổ chức", "Số người dự"),
        rows(call.occasionKeys(), both.getT2(), both.getT1(), period), "Mỗi tổ dân phố đang hoạt động có một lượt cho mỗi ngày; tính khi có xác nhận."));
  }

  private static List<Evidence.Row> rows(List<String> occasions, List<ResidentialGroup> groups, Map<String, EventConfirmation> held, Period period) {
    var rows = new ArrayList<Evidence.Row>();
    for (var occasion : occasions) {
      for (var group : groups) {
        rows.add(row(new Duty(occasion, group), held.get(occasion + group.id()), period));
      }
    }
    return rows;
  }

  private static Evidence.Row row(Duty duty, @org.jspecify.annotations.Nullable EventConfirmation held, Period period) {
    var link = "/groups/events?occasion=%s&year=%s".formatted(duty.occasion(), period);
    return held == null ? new Evidence.Row(List.of(duty.occasion(), duty.group().name(), "Chưa xác nhận", "", ""), false, link)
        : new Evidence.Row(List.of(duty.occasion(), duty.group().name(), VietnamTime.day(held.heldOn()), held.place(),
            String.valueOf(held.headcount())), true, link);
  }
}
