package vn.caunoi.console.tip;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.platform.LiveUpdates;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipCategories;
import vn.caunoi.tip.TipFilter;
import vn.caunoi.tip.TipInbox;
import vn.caunoi.tip.TipLine;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** The list of tips with its folders, live. One tip: {@link TipPage}. */
@Controller
@RequestMapping("/tips")
class TipPages {
  private static final int PAGE = 50;
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final TipInbox inbox;
  private final TipCategories categories;
  private final WardDirectory directory;
  private final LiveUpdates live;
  private final Clock clock;

  TipPages(TipInbox inbox, TipCategories categories, WardDirectory directory, LiveUpdates live, Clock clock) {
    this.inbox = inbox;
    this.categories = categories;
    this.directory = directory;
    this.live = live;
    this.clock = clock;
  }

  /** What the address of the list says. */
  record Query(@Nullable String folder, @Nullable String category, @Nullable String group, @Nullable String q, @Nullable String cursor) {
    TipFilter filter() {
      return new TipFilter(TipFilter.Folder.of(folder), null, blank(category), id(group), blank(q));
    }

    String address(String path, @Nullable String next) {
      var address = UriComponentsBuilder.fromPath(path).queryParam("folder", filter().folder().key());
      for (var part : Map.of("category", text(category), "group", text(group), "q", text(q), "cursor", text(next)).entrySet()) {
        if (!part.getValue().isEmpty()) {
          address.queryParam(part.getKey(), "{" + part.getKey() + "}");
        }
      }
      return address.encode().buildAndExpand(Map.of("category", text(category), "group", text(group), "q", text(q), "cursor", text(next))).toUriString();
    }

    public boolean narrowed() {
      return !text(category).isEmpty() || !text(group).isEmpty() || !text(q).isEmpty();
    }

    private static String text(@Nullable String text) {
      return text == null ? "" : text;
    }

    private static @Nullable String blank(@Nullable String text) {
      return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable UUID id(@Nullable String text) {
      try {
        return blank(text) == null ? null : UUID.fromString(text);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }

  record FolderItem(String label, String key, @Nullable Long count, boolean current) {}

  @GetMapping
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute Query query) {
    return show("tip/list", me, query);
  }

  /** The rows and counts alone, for a page that heard of a change. */
  @GetMapping("/rows")
  Mono<Rendering> rows(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute Query query) {
    return show("tip/list :: rows", me, query);
  }

  private Mono<Rendering> show(String view, CurrentAccount me, Query query) {
    var filter = query.filter();
    return Mono.zip(inbox.list(me.officer(), filter, Query.blank(query.cursor()), PAGE), inbox.counts(me.officer()),
            directory.groups(me.ward()).collectList())
        .map(t -> Rendering.view(view)
            .modelAttribute("rows", t.getT1().items().stream().map(this::row).toList())
            .modelAttribute("next", t.getT1().nextCursor() == null ? "" : query.address("/tips", t.getT1().nextCursor()))
            .modelAttribute("folders", folders(filter.folder(), t.getT2()))
            .modelAttribute("folder", filter.folder())
            .modelAttribute("groups", t.getT3()).modelAttribute("categories", categories.categories()).modelAttribute("topics", categories.topics())
            .modelAttribute("query", query).modelAttribute("here", query.address("/tips/rows", query.cursor()))
            .modelAttribute("waiting", t.getT2().getOrDefault(TipFilter.Folder.NEW, 0L))
            .modelAttribute("commander", me.role() == Role.COMMANDER)
            .build());
  }

  private TipRow row(TipLine line) {
    return TipRow.of(line, categories, clock.instant());
  }

  private static List<FolderItem> folders(TipFilter.Folder current, Map<TipFilter.Folder, Long> counts) {
    return java.util.Arrays.stream(TipFilter.Folder.values()).map(f -> new FolderItem(f.label(), f.key(), counts.get(f), f == current)).toList();
  }

  /** Tips about officers of the ward, which no other list, count or search holds. */
  @GetMapping("/conflict")
  Mono<Rendering> conflict(@AuthenticationPrincipal CurrentAccount me) {
    return inbox.aboutOfficers(me.officer()).map(this::row).collectList().zipWith(inbox.aboutCommand(me.officer()),
        (rows, hidden) -> Rendering.view("tip/conflict").modelAttribute("rows", rows).modelAttribute("hidden", hidden).build());
  }

  /** Says that a tip changed, by its id alone. */
  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @ResponseBody
  Flux<ServerSentEvent<String>> events(@AuthenticationPrincipal CurrentAccount me) {
    if (!me.officer().hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER)) {
      return Flux.error(new vn.caunoi.platform.Forbidden("Chỉ cán bộ của phường xem được tin báo."));
    }
    var topics = me.role() == Role.COMMANDER ? new String[] {TipInbox.TOPIC, TipInbox.CONFLICT_TOPIC} : new String[] {TipInbox.TOPIC};
    var changes = live.of(me.ward(), topics)
        .map(a -> ServerSentEvent.<String>builder().event(a.topic()).data(a.id().toString()).build());
    var heartbeat = Flux.interval(Duration.ZERO, HEARTBEAT).map(i -> ServerSentEvent.<String>builder().comment("").build());
    return Flux.merge(changes, heartbeat);
  }

  static boolean mayClose(Tip tip) {
    return tip.next().contains(Tip.Status.CLOSED);
  }
}
