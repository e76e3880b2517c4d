package vn.caunoi.scorecard;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.contact.Audiences;
import vn.caunoi.contact.Coverage;

/** Residential groups in which at least one household is connected. As it stands now, whatever the period: connections keep no history. */
@Component
class GroupsConnected implements Measure {
  private final Audiences audiences;

  GroupsConnected(Audiences audiences) {
    this.audiences = audiences;
  }

  @Override
  public String name() {
    return "groups_connected";
  }

  @Override
  public Mono<Figure> count(UUID ward, Period period, Criterion.MeasureCall call) {
    return groups(ward).collectList().map(groups -> new Figure(groups.stream().filter(GroupsConnected::isConnected).count(), groups.size(),
        "tổ có hộ kết nối"));
  }

  @Override
  public Mono<Evidence> evidence(UUID ward, Period period, Criterion.MeasureCall call) {
    return groups(ward).take(Evidence.MOST).map(GroupsConnected::row).collectList()
        .map(rows -> new Evidence(List.of("Tổ", "Số hộ", "Hộ kết nối", "Độ phủ"), rows,
            "Hộ kết nối: hộ có ít nhất một người đã đồng ý nhận thông báo và còn liên lạc được. Số liệu lúc xem. Số dưới 5 không hiện chính xác."));
  }

  private Flux<Coverage> groups(UUID ward) {
    return audiences.coverage(ward).filter(group -> group.households() > 0);
  }

  private static boolean isConnected(Coverage group) {
    return group.answering() > 0;
  }

  private static Evidence.Row row(Coverage group) {
    return new Evidence.Row(List.of(group.groupName(), String.valueOf(group.households()), SmallCell.count(group.answering()),
        SmallCell.share(group.answering(), group.households())), isConnected(group), "/groups/" + group.groupId());
  }
}
