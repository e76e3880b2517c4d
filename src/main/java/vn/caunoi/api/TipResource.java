package vn.caunoi.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.Slice;
import vn.caunoi.tip.OfficerName;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.tip.TipFile;
import vn.caunoi.tip.TipFilter;
import vn.caunoi.tip.TipInbox;
import vn.caunoi.tip.TipLine;
import vn.caunoi.tip.TipPatch;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.WardDirectory;

/** A ward's tips for scripts. Officers are named by their user name. */
@RestController
@RequestMapping("/api/v1/tips")
class TipResource {
  private final TipInbox inbox;
  private final TipDesk desk;
  private final WardDirectory directory;
  private final Clock clock;

  TipResource(TipInbox inbox, TipDesk desk, WardDirectory directory, Clock clock) {
    this.inbox = inbox;
    this.desk = desk;
    this.directory = directory;
    this.clock = clock;
  }

  /** {@code category} is null until somebody has chosen one; {@code topic} is what the resident chose. */
  record Item(String code, Tip.Status status, @Nullable String category, String topic, @Nullable String group, String channel,
      boolean anonymous, Instant receivedAt, Instant dueAt, boolean overdue, @Nullable String assignee) {}

  record Deadline(Instant dueAt, String explanation, boolean overdue) {}

  record Line(Instant at, String kind, @Nullable String officer, @Nullable String event, Map<String, String> details, String text,
      List<UUID> attachments, @Nullable String delivery) {}

  record Detail(String code, Tip.Status status, @Nullable String category, String topic, @Nullable String group, String channel,
      boolean anonymous, Instant receivedAt, Instant dueAt, @Nullable String assignee, @Nullable String accountable, @Nullable String task,
      @Nullable String result, @Nullable String place, @Nullable Instant closedAt, boolean reachable, long version, Deadline clock,
      List<Line> timeline, List<UUID> attachments) {}

  record Reply(@Nullable String text) {}

  record Accepted(UUID id, boolean onItsWay) {}

  record Change(@Nullable String status, @Nullable String category, @Nullable String assignee, @Nullable String dueAt,
      @Nullable String result, @Nullable String task, @Nullable Long version) {}

  @GetMapping
  Mono<Slice<Item>> list(@AuthenticationPrincipal CurrentAccount me, @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String category, @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable String q, @RequestParam(defaultValue = "false") boolean overdue,
      @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
    return group(me.officer(), group)
        .map(id -> new TipFilter(overdue ? TipFilter.Folder.OVERDUE : TipFilter.Folder.ALL, status(status), blank(category), id.orElse(null), q))
        .flatMap(filter -> inbox.list(me.officer(), filter, blank(cursor), limit))
        .map(slice -> slice.map(this::item));
  }

  @GetMapping("/{code}")
  Mono<Detail> get(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code) {
    return inbox.read(me.officer(), code).map(this::detail);
  }

  @PostMapping("/{code}/replies")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Accepted> reply(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @RequestBody Reply reply) {
    return Mono.defer(() -> desk.reply(me.officer(), code, reply.text() == null ? "" : reply.text()))
        .map(answer -> new Accepted(answer.id(), answer.onItsWay()));
  }

  @PatchMapping("/{code}")
  Mono<Detail> change(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @RequestBody Change change) {
    if (change.version() == null) {
      return Mono.error(new InvalidInput("version", "Cần version đã đọc, để không ghi đè thay đổi của người khác."));
    }
    return assignee(me.officer(), change.assignee())
        .map(assignee -> new TipPatch(status(change.status()), blank(change.category()), assignee.orElse(null), null, change.task(),
            time(change.dueAt()), change.result(), change.version()))
        .flatMap(patch -> desk.change(me.officer(), code, patch))
        .then(Mono.defer(() -> get(me, code)));
  }

  private Item item(TipLine line) {
    return new Item(line.code(), line.status(), line.category(), line.topic(), line.group(), line.channel().name(), line.anonymous(),
        line.receivedAt(), line.dueAt(), line.isOverdue(clock.instant()), username(line.assignee()));
  }

  private Detail detail(TipFile file) {
    var tip = file.tip();
    return new Detail(tip.code(), tip.status(), tip.category(), tip.topic(), file.group(), tip.channel().name(), tip.anonymous(),
        tip.receivedAt(), tip.dueAt(), username(file.assignee()), username(file.accountable()), tip.task(), tip.result(), file.place(),
        tip.closedAt(), file.reach().window().open(), tip.version(), new Deadline(tip.dueAt(), tip.clock(), tip.isOverdue(clock.instant())),
        file.timeline().stream().map(TipResource::line).toList(), file.timeline().stream().flatMap(e -> e.photos().stream()).toList());
  }

  private static Line line(TipFile.Entry entry) {
    return new Line(entry.at(), entry.kind().name(), entry.who(), entry.what().isEmpty() ? null : entry.what(), entry.details(), entry.words(),
        entry.photos(), entry.fate() == null ? null : entry.fate().status().name());
  }

  private static @Nullable String username(@Nullable OfficerName officer) {
    return officer == null ? null : officer.username();
  }

  /** By id or by name. */
  private Mono<Optional<UUID>> group(Officer by, @Nullable String group) {
    if (blank(group) == null) {
      return Mono.just(Optional.empty());
    }
    return directory.groups(by.ward()).filter(g -> g.id().toString().equals(group) || g.name().equalsIgnoreCase(group)).next()
        .map(g -> Optional.of(g.id())).switchIfEmpty(Mono.error(() -> new InvalidInput("group", "Không có tổ dân phố này.")));
  }

  /** By user name or id. */
  private Mono<Optional<UUID>> assignee(Officer by, @Nullable String assignee) {
    if (blank(assignee) == null) {
      return Mono.just(Optional.empty());
    }
    return directory.officers(by.ward()).filter(o -> o.username().equals(assignee.toLowerCase(Locale.ROOT)) || o.id().toString().equals(assignee))
        .next().map(o -> Optional.of(o.id())).switchIfEmpty(Mono.error(() -> new InvalidInput("assignee", "Không có cán bộ này trong phường.")));
  }

  private static Tip.@Nullable Status status(@Nullable String text) {
    try {
      return blank(text) == null ? null : Tip.Status.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("status", "Không có trạng thái này.");
    }
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return blank(text) == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInput("dueAt", "Cần thời điểm ISO 8601 có múi giờ, ví dụ 2026-11-30T17:00:00+07:00.");
    }
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
