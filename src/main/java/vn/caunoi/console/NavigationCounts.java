package vn.caunoi.console;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;

/** The numbers beside the navigation: things that wait for somebody. */
@Component
class NavigationCounts {

  record Counts(Map<String, Long> waiting, Map<String, String> notes) {
    long waiting(String path) {
      return waiting.getOrDefault(path, 0L);
    }

    String note(String path) {
      return notes.getOrDefault(path, "");
    }
  }

  Mono<Counts> of(CurrentAccount me) {
    return Mono.just(new Counts(Map.of(), Map.of()));
  }
}
