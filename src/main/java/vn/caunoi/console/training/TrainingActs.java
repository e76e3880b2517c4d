package vn.caunoi.console.training;

import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.training.Gesture;
import vn.caunoi.channel.training.TrainingNetwork;
import vn.caunoi.channel.training.TrainingPicture;
import vn.caunoi.platform.DemoOnly;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.WardDirectory;

/** What a trainee does in a resident's stead, and with the networks. Answers with the part of the page that it changed. */
@Controller
@DemoOnly
class TrainingActs {
  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_NAME = 30;
  /** Somewhere in the middle of the demo's ward. */
  private static final double LATITUDE = 10.7769;
  private static final double LONGITUDE = 106.7009;

  private final TrainingGround ground;
  private final WardDirectory wards;
  private final Drawings drawings;

  TrainingActs(TrainingGround ground, WardDirectory wards, Drawings drawings) {
    this.ground = ground;
    this.wards = wards;
    this.drawings = drawings;
  }

  record NewPhone(Channel channel, String name, String back) {}

  record Words(String text) {}

  record Switch(boolean on) {}

  @PostMapping("/training/phones")
  Mono<Rendering> add(@ModelAttribute NewPhone phone) {
    return Mono.fromSupplier(() -> ground.network(phone.channel()).add(checked(phone.name(), LONGEST_NAME)))
        .map(added -> back(phone.back(), added.id()));
  }

  @PostMapping("/training/phones/{phone}/name")
  Mono<Rendering> rename(@PathVariable String phone, @ModelAttribute NewPhone to) {
    return Mono.fromSupplier(() -> {
      ground.of(phone).rename(phone, checked(to.name(), LONGEST_NAME));
      return back(to.back(), phone);
    });
  }

  @PostMapping("/training/phones/{phone}/text")
  Mono<Rendering> write(@PathVariable String phone, @ModelAttribute Words words) {
    return does(phone, network -> network.write(phone, checked(words.text(), LONGEST_TEXT)));
  }

  @PostMapping("/training/phones/{phone}/press")
  Mono<Rendering> press(@PathVariable String phone, @ModelAttribute Words label) {
    return does(phone, network -> network.press(phone, checked(label.text(), LONGEST_TEXT)));
  }

  @PostMapping("/training/phones/{phone}/photo/{picture}")
  Mono<Rendering> photo(@PathVariable String phone, @PathVariable TrainingPicture picture) {
    return drawings.of(picture)
        .flatMap(jpeg -> does(phone, network -> network.sendPhoto(phone, picture, jpeg)));
  }

  @PostMapping("/training/phones/{phone}/location")
  Mono<Rendering> location(@PathVariable String phone) {
    return does(phone, network -> network.sendLocation(phone, LATITUDE, LONGITUDE));
  }

  @PostMapping("/training/phones/{phone}/group/{group}")
  Mono<Rendering> group(@AuthenticationPrincipal CurrentAccount me, @PathVariable String phone, @PathVariable UUID group) {
    return wards.group(me.ward(), group).flatMap(found -> does(phone, network -> network.openGroup(phone, found.token(), found.name())));
  }

  @PostMapping("/training/phones/{phone}/gesture/{gesture}")
  Mono<Rendering> gesture(@PathVariable String phone, @PathVariable Gesture gesture) {
    return does(phone, network -> network.make(phone, gesture));
  }

  @PostMapping("/training/faults/{channel}/{fault}")
  Mono<Rendering> turn(@PathVariable Channel channel, @PathVariable String fault, @ModelAttribute Switch to) {
    return Mono.fromSupplier(() -> {
      var network = ground.network(channel);
      network.turn(fault, to.on());
      return view(network);
    });
  }

  @PostMapping("/training/faults/{channel}")
  Mono<Rendering> clear(@PathVariable Channel channel) {
    return Mono.fromSupplier(() -> {
      var network = ground.network(channel);
      network.clearFaults();
      return view(network);
    });
  }

  static Rendering view(Screen screen) {
    return Rendering.view("training/screen").modelAttribute("screen", screen).build();
  }

  static Rendering view(TrainingNetwork network) {
    return Rendering.view("training/faults").modelAttribute("network", network).build();
  }

  private Mono<Rendering> does(String phone, Consumer<TrainingNetwork> act) {
    return Mono.fromSupplier(() -> {
      var network = ground.of(phone);
      act.accept(network);
      return view(new Screen(network.phone(phone), network.talk(phone)));
    });
  }

  private static Rendering back(String page, String phone) {
    var here = page != null && page.startsWith("/training?") ? page : "/training?p=" + phone;
    return Rendering.redirectTo(here.contains("p=" + phone) ? here : here + "&p=" + phone).status(HttpStatus.SEE_OTHER).build();
  }

  private static String checked(String text, int longest) {
    var stripped = text == null ? "" : text.strip();
    if (stripped.isEmpty() || stripped.length() > longest) {
      throw new InvalidInput("text", "Cần từ 1 đến " + longest + " ký tự.");
    }
    return stripped;
  }
}
