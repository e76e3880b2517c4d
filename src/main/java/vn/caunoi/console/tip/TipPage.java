package vn.caunoi.console.tip;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.console.PhotoLinks;
import vn.caunoi.media.AttachmentHeld;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipCategories;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.tip.TipFile;
import vn.caunoi.tip.TipInbox;
import vn.caunoi.tip.TipPatch;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** One tip: what was said and done, who has it, by when, and what to do next. What was typed is kept when something is refused. */
@Controller
@RequestMapping("/tips/{code}")
class TipPage {
  private final TipInbox inbox;
  private final TipDesk desk;
  private final TipCategories categories;
  private final WardDirectory directory;
  private final PhotoLinks links;
  private final Clock clock;

  TipPage(TipInbox inbox, TipDesk desk, TipCategories categories, WardDirectory directory, PhotoLinks links, Clock clock) {
    this.inbox = inbox;
    this.desk = desk;
    this.categories = categories;
    this.directory = directory;
    this.links = links;
    this.clock = clock;
  }

  /** What any of the page's forms may carry. */
  record TipForm(@Nullable String text, @Nullable String officer, @Nullable String task, @Nullable String accountable,
      @Nullable String category, @Nullable String status, @Nullable String result, @Nullable Boolean tell,
      @Nullable Boolean arrives, @Nullable Boolean take, @Nullable Long version) {
    static final TipForm EMPTY = new TipForm(null, null, null, null, null, null, null, null, null, null, null);

    /** A form without a version is as stale as can be. */
    long seen() {
      return version == null ? -1 : version;
    }

    /** Whoever presses "to me" takes the tip; the list of officers beside the button is sent too and says nothing then. */
    boolean mine() {
      return Boolean.TRUE.equals(take);
    }

    boolean tellsReporter() {
      return Boolean.TRUE.equals(tell) && result != null && !result.isBlank();
    }

    /** The page said that an answer reaches the reporter. */
    boolean wasToldThatItArrives() {
      return Boolean.TRUE.equals(arrives);
    }

    @Override
    public String toString() {
      return "TipForm[version=" + version + "]";
    }
  }

  @GetMapping
  Mono<Rendering> show(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code) {
    return page(me, code, TipForm.EMPTY, "", "").map(Rendering.Builder::build);
  }

  @GetMapping("/timeline")
  Mono<Rendering> timeline(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code) {
    return inbox.read(me.officer(), code).map(file -> Rendering.view("tip/timeline :: timeline").modelAttribute("file", file)
        .modelAttribute("tip", file.tip()).modelAttribute("links", links.of(me)).modelAttribute("words", new TipWords(categories, clock.instant())).build());
  }

  @PostMapping("/replies")
  Mono<Rendering> reply(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @ModelAttribute TipForm form) {
    return act(me, code, form, "reply", Mono.defer(() -> form.wasToldThatItArrives()
        ? desk.replyIfItArrives(me.officer(), code, text(form.text())) : desk.reply(me.officer(), code, text(form.text()))));
  }

  /** The foot of the reply form, after the network was asked. */
  @GetMapping("/reach")
  Mono<Rendering> reach(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code) {
    return desk.reach(me.officer(), code)
        .map(reach -> Rendering.view("tip/reach :: foot").modelAttribute("reach", reach).modelAttribute("asking", false).build());
  }

  @PostMapping("/notes")
  Mono<Rendering> note(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @ModelAttribute TipForm form) {
    return act(me, code, form, "note", Mono.defer(() -> desk.note(me.officer(), code, text(form.text()))));
  }

  @PostMapping("/assignment")
  Mono<Rendering> assign(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @ModelAttribute TipForm form) {
    return act(me, code, form, "assignment", Mono.defer(() -> desk.change(me.officer(), code,
        new TipPatch(null, null, form.mine() ? me.officer().id() : id(form.officer()), id(form.accountable()), form.task(), null, null, form.seen()))));
  }

  @PostMapping("/category")
  Mono<Rendering> categorise(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @ModelAttribute TipForm form) {
    return act(me, code, form, "category", Mono.defer(() -> desk.categorise(me.officer(), code, text(form.category()), form.seen())));
  }

  /** With {@code tell}, the reporter gets the result as an answer. */
  @PostMapping("/status")
  Mono<Rendering> progress(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @ModelAttribute TipForm form) {
    var changed = Mono.defer(() -> desk.changeStatus(me.officer(), code, status(form.status()), text(form.result()), form.seen()));
    return act(me, code, form, "status", form.tellsReporter() ? changed.then(Mono.defer(() -> desk.reply(me.officer(), code, text(form.result())))) : changed);
  }

  /** A working copy, for whoever may open the tip, by an address of this session, never kept by the browser. */
  @GetMapping("/photos/{id}")
  Mono<ResponseEntity<byte[]>> photo(@AuthenticationPrincipal CurrentAccount me, @PathVariable String code, @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean small, @ModelAttribute PhotoLinks.Pass pass) {
    links.check(me, "/tips/%s/photos/%s".formatted(code, id), pass);
    return inbox.photo(me.officer(), code, id, small)
        .map(photo -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).contentType(MediaType.parseMediaType(photo.type())).body(photo.bytes()))
        .onErrorResume(AttachmentHeld.class, held -> Mono.just(ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(held.standIn())).build()));
  }

  private Mono<Rendering> act(CurrentAccount me, String code, TipForm form, String tab, Mono<?> change) {
    return change.thenReturn(Rendering.redirectTo("/tips/" + code).status(HttpStatus.SEE_OTHER).<Rendering>build())
        .onErrorResume(Conflict.class, e -> again(me, code, form, tab, e, HttpStatus.CONFLICT))
        .onErrorResume(InvalidInput.class, e -> again(me, code, form, tab, e, HttpStatus.BAD_REQUEST));
  }

  private Mono<Rendering> again(CurrentAccount me, String code, TipForm form, String tab, RuntimeException error, HttpStatus status) {
    return page(me, code, form, tab, String.valueOf(error.getMessage())).map(page -> page.status(status).build());
  }

  private Mono<Rendering.Builder<?>> page(CurrentAccount me, String code, TipForm form, String tab, String error) {
    return Mono.zip(inbox.read(me.officer(), code), directory.officers(me.ward()).collectList())
        .map(t -> model(me, t.getT1(), t.getT2(), form, tab, error));
  }

  private Rendering.Builder<?> model(CurrentAccount me, TipFile file, List<Officer> officers, TipForm form, String tab, String error) {
    var tip = file.tip();
    var now = clock.instant();
    var handlers = officers.stream().filter(o -> tip.concerns() == Tip.Concerns.NONE
        ? o.hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER) : o.hasRole(Role.COMMANDER)).toList();
    return Rendering.view("tip/page").modelAttribute("file", file).modelAttribute("tip", tip).modelAttribute("links", links.of(me))
        .modelAttribute("me", me.officer().id()).modelAttribute("handlers", handlers)
        .modelAttribute("commanders", officers.stream().filter(o -> o.hasRole(Role.COMMANDER)).toList())
        .modelAttribute("categories", categories.categories())
        .modelAttribute("subject", categories.label(tip.category() == null ? tip.topic() : tip.category()))
        .modelAttribute("topic", categories.label(tip.topic()))
        .modelAttribute("remaining", Remaining.of(tip.receivedAt(), tip.dueAt(), now, tip.status().isRunning()))
        .modelAttribute("received", VietnamTime.minute(tip.receivedAt())).modelAttribute("due", VietnamTime.minute(tip.dueAt()))
        .modelAttribute("tone", TipRow.tone(tip.status())).modelAttribute("words", new TipWords(categories, now))
        .modelAttribute("next", tip.next()).modelAttribute("mayClose", TipPages.mayClose(tip))
        .modelAttribute("reach", file.reach()).modelAttribute("asking", file.reach().mayBeAsked())
        .modelAttribute("mayReply", tip.status() != Tip.Status.WITHDRAWN)
        .modelAttribute("form", form).modelAttribute("tab", tab).modelAttribute("error", error);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable UUID id(@Nullable String text) {
    try {
      return text(text).isBlank() ? null : UUID.fromString(text(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("officer", "Hãy chọn một cán bộ trong danh sách.");
    }
  }

  private static Tip.Status status(@Nullable String text) {
    try {
      return Tip.Status.valueOf(text(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("status", "Hãy chọn một trạng thái.");
    }
  }
}
