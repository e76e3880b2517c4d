package vn.caunoi.console.training;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.caunoi.channel.training.TrainingPicture;
import vn.caunoi.platform.DemoOnly;

/** The pictures of trainees, each drawn once, when somebody first wants it. */
@Component
@DemoOnly
class Drawings {
  private final Map<TrainingPicture, Mono<byte[]>> drawn = new EnumMap<>(TrainingPicture.class);

  Drawings() {
    Arrays.stream(TrainingPicture.values())
        .forEach(picture -> drawn.put(picture, Mono.fromCallable(picture::jpeg).subscribeOn(Schedulers.boundedElastic()).cache()));
  }

  Mono<byte[]> of(TrainingPicture picture) {
    return drawn.get(picture);
  }
}
