package vn.caunoi.console.training;

import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.training.TrainingPicture;
import vn.caunoi.platform.DemoOnly;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.WardDirectory;

/** What a trainee sees: the phones, the faults and the wire. Parts are fetched again when something moved. */
@Controller
@DemoOnly
class TrainingPages {
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Duration AT_MOST_EVERY = Duration.ofMillis(400);

  private final TrainingGround ground;
  private final WardDirectory wards;
  private final Drawings drawings;

  TrainingPages(TrainingGround ground, WardDirectory wards, Drawings drawings) {
    this.ground = ground;
    this.wards = wards;
    this.drawings = drawings;
  }

  @GetMapping("/training")
  Mono<Rendering> page(@AuthenticationPrincipal CurrentAccount me, @RequestParam(name = "p", defaultValue = "") List<String> wanted) {
    var panes = new Panes(ground.open(wanted));
    return wards.groups(me.ward()).collectList().map(groups -> Rendering.view("training/page")
        .modelAttribute("networks", ground.networks()).modelAttribute("panes", panes).modelAttribute("groups", groups)
        .modelAttribute("screens", panes.open().stream().map(phone -> screen(phone.id())).toList())
        .modelAttribute("pictures", TrainingPicture.values()).modelAttribute("lines", lines()).build());
  }

  @GetMapping("/training/phones/{phone}/screen")
  Mono<Rendering> show(@PathVariable String phone) {
    return Mono.fromSupplier(() -> TrainingActs.view(screen(phone)));
  }

  @GetMapping("/training/faults/{channel}")
  Mono<Rendering> faults(@PathVariable Channel channel) {
    return Mono.fromSupplier(() -> TrainingActs.view(ground.network(channel)));
  }

  @GetMapping("/training/wire")
  Mono<Rendering> wire() {
    return Mono.fromSupplier(() -> Rendering.view("training/wire").modelAttribute("lines", lines()).build());
  }

  /** Tells the page on which network something moved. */
  @GetMapping(path = "/training/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @ResponseBody
  Flux<ServerSentEvent<String>> events() {
    var changes = ground.changes().sample(AT_MOST_EVERY).map(channel -> ServerSentEvent.<String>builder().event("moved").data(channel.name()).build());
    var heartbeat = Flux.interval(Duration.ZERO, HEARTBEAT).map(i -> ServerSentEvent.<String>builder().comment("còn đây").build());
    return Flux.merge(changes, heartbeat);
  }

  @GetMapping("/training/pictures/{picture}")
  @ResponseBody
  Mono<ResponseEntity<byte[]>> own(@PathVariable TrainingPicture picture) {
    return drawings.of(picture).map(TrainingPages::jpeg);
  }

  @GetMapping("/training/phones/{phone}/pictures/{name}")
  @ResponseBody
  Mono<ResponseEntity<byte[]>> received(@PathVariable String phone, @PathVariable String name) {
    return Mono.justOrEmpty(ground.of(phone).picture(phone, name)).map(TrainingPages::jpeg)
        .switchIfEmpty(Mono.error(() -> new NotFound("Ảnh này không còn.")));
  }

  private Screen screen(String phone) {
    var network = ground.of(phone);
    return new Screen(network.phone(phone), network.talk(phone));
  }

  private List<WireRow> lines() {
    return ground.log().stream().map(WireRow::new).toList();
  }

  private static ResponseEntity<byte[]> jpeg(byte[] bytes) {
    return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(bytes);
  }
}
