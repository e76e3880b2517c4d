package vn.caunoi.console.training;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.training.LogLine;
import vn.caunoi.channel.training.Phone;
import vn.caunoi.channel.training.TrainingNetwork;
import vn.caunoi.platform.DemoOnly;
import vn.caunoi.platform.NotFound;

/** Both networks as one place. */
@Component
@DemoOnly
class TrainingGround {
  private static final int LOG_LINES = 60;

  private final List<TrainingNetwork> networks;

  TrainingGround(List<TrainingNetwork> networks) {
    this.networks = networks.stream().sorted(java.util.Comparator.comparing(TrainingNetwork::channel)).toList();
  }

  List<TrainingNetwork> networks() {
    return networks;
  }

  TrainingNetwork network(Channel channel) {
    return networks.stream().filter(network -> network.channel() == channel).findFirst()
        .orElseThrow(() -> new NotFound("Mạng này không tập dượt ở đây: mở trang trò chuyện web để thử như người dân."));
  }

  /** The network on which this phone is. */
  TrainingNetwork of(String phone) {
    return networks.stream().filter(network -> network.has(phone)).findFirst()
        .orElseThrow(() -> new NotFound("Không có máy này. Có thể dịch vụ vừa khởi động lại."));
  }

  /** Those of the phones asked for that there are; without any the first of each network. */
  List<Phone> open(List<String> wanted) {
    var found = wanted.stream().distinct().filter(id -> networks.stream().anyMatch(network -> network.has(id))).map(id -> of(id).phone(id)).toList();
    return found.isEmpty() ? networks.stream().map(network -> network.phones().getFirst()).toList() : found;
  }

  /** Newest first. */
  List<LogLine> log() {
    return networks.stream().flatMap(network -> network.log().stream()).sorted(java.util.Comparator.comparing(LogLine::at).reversed())
        .limit(LOG_LINES).toList();
  }

  Flux<Channel> changes() {
    return Flux.merge(networks.stream().map(TrainingNetwork::changes).toList());
  }
}
