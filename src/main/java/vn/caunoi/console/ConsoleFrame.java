package vn.caunoi.console;

import static vn.caunoi.ward.Role.ADMIN;
import static vn.caunoi.ward.Role.COMMANDER;
import static vn.caunoi.ward.Role.DUTY;
import static vn.caunoi.ward.Role.OFFICER;
import static vn.caunoi.ward.Role.PROVINCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** Puts the frame around the pages of the console: where one is, who one is, and the navigation that one's role may use. */
@ControllerAdvice(basePackages = "vn.caunoi.console")
class ConsoleFrame {
  private static final Set<Role> WARD_POLICE = Set.of(OFFICER, DUTY, COMMANDER);

  /** There in the demo alone. */
  private static final String TRAINING = "/training";

  private record Entry(String label, String path, String icon, String key, Set<Role> roles) {}

  /** The six jobs, in the order in which a day goes. */
  private static final List<Entry> ENTRIES = List.of(
      new Entry("Hôm nay", "/", "home", "h", WARD_POLICE),
      new Entry("Tin báo", "/tips", "inbox", "t", WARD_POLICE),
      new Entry("Tin vướng", "/conversations/parked", "warning", "v", WARD_POLICE),
      new Entry("Chiến dịch", "/campaigns", "megaphone", "c", WARD_POLICE),
      new Entry("Lịch", "/calendar", "calendar", "l", WARD_POLICE),
      new Entry("Hài lòng", "/feedback", "star", "p", WARD_POLICE),
      new Entry("Tiêu chí", "/scorecard", "check", "s", WARD_POLICE),
      new Entry("Tổ dân phố", "/groups", "people", "d", Set.of(OFFICER, DUTY, COMMANDER, ADMIN)),
      new Entry("Các phường", "/province", "map", "w", Set.of(PROVINCE)),
      new Entry("Cài đặt", "/settings", "gear", "x", Set.of(ADMIN)),
      new Entry("Tập dượt", TRAINING, "phone", "m", Set.of(OFFICER, COMMANDER, ADMIN)));

  private final WardDirectory directory;
  private final NavigationCounts counts;
  private final AttachmentStore photos;
  private final CauNoiSettings settings;

  ConsoleFrame(WardDirectory directory, NavigationCounts counts, AttachmentStore photos, CauNoiSettings settings) {
    this.directory = directory;
    this.counts = counts;
    this.photos = photos;
    this.settings = settings;
  }

  @ModelAttribute("_csrf")
  Mono<CsrfToken> csrf(ServerWebExchange exchange) {
    Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
    return token == null ? Mono.empty() : token;
  }

  @ModelAttribute("frame")
  Mono<Frame> frame(@AuthenticationPrincipal @Nullable CurrentAccount me, ServerWebExchange exchange) {
    if (me == null) {
      return Mono.just(new Frame("Cầu Nối", "", "", settings.demo(), 0, List.of()));
    }
    var path = exchange.getRequest().getPath().value();
    var held = me.officer().wardId() == null ? Mono.just(0L) : photos.waiting(me.ward());
    return Mono.zip(place(me), counts.of(me), held).map(t -> new Frame(t.getT1(), me.officer().displayName(), me.role().label(), settings.demo(),
        t.getT3(), items(me.role(), path, t.getT2(), settings.demo())));
  }

  private Mono<String> place(CurrentAccount me) {
    if (me.officer().wardId() == null) {
      return Mono.just(me.role() == PROVINCE ? "Công an tỉnh" : "Thiết lập lần đầu");
    }
    return directory.get(me.ward()).map(ward -> ward.police());
  }

  private static List<Frame.Item> items(Role role, String path, NavigationCounts.Counts counts, boolean demo) {
    var items = new ArrayList<Frame.Item>();
    for (var entry : ENTRIES) {
      boolean shown = !entry.path().equals("/conversations/parked") || counts.waiting(entry.path()) > 0 || path.startsWith(entry.path());
      boolean here = demo || !entry.path().equals(TRAINING);
      if (shown && here && entry.roles().contains(role)) {
        boolean current = entry.path().equals("/") ? path.equals("/") : path.startsWith(entry.path());
        items.add(new Frame.Item(entry.label(), entry.path(), entry.icon(), entry.key(), counts.waiting(entry.path()), current));
      }
    }
    return items;
  }
}
