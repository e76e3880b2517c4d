package vn.caunoi.start;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A small past for the demo ward, made through the same code that serves residents and officers. */
@Component
class DemoHistory {

  Mono<Void> fill(UUID ward) {
    return Mono.empty();
  }
}
