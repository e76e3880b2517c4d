package vn.caunoi.console.ward;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.calendar.EventCalendar;
import vn.caunoi.calendar.Occasion;
import vn.caunoi.console.PhotoLinks;
import vn.caunoi.media.AttachmentHeld;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.movement.EventConfirmation;
import vn.caunoi.movement.EventConfirmations;
import vn.caunoi.movement.NewConfirmation;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** Which residential groups held an occasion, entered by an officer: "tổ đã tổ chức". */
@Controller
class EventPages {
  private static final String FIRST_SHOWN = "ngay-hoi-19-8";
  private static final int MAX_PHOTO = 20_000_000;

  private final EventConfirmations confirmations;
  private final EventCalendar calendar;
  private final WardDirectory wards;
  private final AttachmentStore photos;
  private final PhotoLinks links;
  private final Clock clock;

  EventPages(EventConfirmations confirmations, EventCalendar calendar, WardDirectory wards, AttachmentStore photos, PhotoLinks links, Clock clock) {
    this.confirmations = confirmations;
    this.calendar = calendar;
    this.wards = wards;
    this.photos = photos;
    this.links = links;
    this.clock = clock;
  }

  record HeldForm(@Nullable String occasion, @Nullable Integer year, @Nullable UUID group, @Nullable String heldOn,
      @Nullable String place, @Nullable Integer headcount, @Nullable String note) {
    static final HeldForm EMPTY = new HeldForm(null, null, null, "", "", null, "");

    NewConfirmation checked(String occasion, int year) {
      if (group == null) {
        throw new InvalidInput("group", "Hãy chọn tổ.");
      }
      var date = date();
      if (date.getYear() != year) {
        throw new InvalidInput("heldOn", "Ngày tổ chức phải trong năm %d.".formatted(year));
      }
      return new NewConfirmation(group, occasion, date, place == null ? "" : place, headcount == null ? 0 : headcount, note == null ? "" : note, null);
    }

    private LocalDate date() {
      try {
        return LocalDate.parse(heldOn == null ? "" : heldOn);
      } catch (DateTimeParseException e) {
        throw new InvalidInput("heldOn", "Hãy chọn ngày tổ chức.");
      }
    }
  }

  /** {@code held} is null while nobody has confirmed it. */
  record Row(ResidentialGroup group, @Nullable EventConfirmation held) {}

  @GetMapping("/groups/events")
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me, @RequestParam(defaultValue = FIRST_SHOWN) String occasion,
      @RequestParam(required = false) @Nullable Integer year) {
    return page(me, occasion(occasion, year), HeldForm.EMPTY, "");
  }

  @PostMapping("/groups/events")
  Mono<Rendering> confirm(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute HeldForm form) {
    var wanted = occasion(form.occasion() == null ? "" : form.occasion(), form.year());
    return Mono.fromSupplier(() -> form.checked(wanted.key(), wanted.date().getYear())).flatMap(held -> confirmations.confirm(me.officer(), held))
        .map(held -> back(wanted))
        .onErrorResume(GroupPages::mendable, e -> page(me, wanted, form, e.getMessage()));
  }

  @PostMapping("/groups/events/{id}/withdrawal")
  Mono<Rendering> withdraw(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return confirmations.get(me.ward(), id).delayUntil(held -> confirmations.withdraw(me.officer(), id))
        .map(held -> back(occasion(held.occasion(), held.year())));
  }

  @PostMapping(path = "/groups/events/{id}/photo", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Mono<Rendering> addPhoto(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @RequestBody Flux<PartEvent> parts) {
    return confirmations.get(me.ward(), id).flatMap(held -> Upload.read(parts, MAX_PHOTO)
        .flatMap(bytes -> photos.store(me.ward(), bytes))
        .delayUntil(photo -> photos.keep(me.ward(), List.of(photo.id())))
        .flatMap(photo -> confirmations.attach(me.officer(), id, photo.id()))
        .then(Mono.defer(() -> page(me, occasion(held.occasion(), held.year()), HeldForm.EMPTY, "")))
        .onErrorResume(GroupPages::mendable, e -> page(me, occasion(held.occasion(), held.year()), HeldForm.EMPTY, e.getMessage(), HttpStatus.OK)));
  }

  @GetMapping("/groups/events/{id}/photo")
  Mono<ResponseEntity<byte[]>> photo(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id, @ModelAttribute PhotoLinks.Pass pass) {
    links.check(me, "/groups/events/%s/photo".formatted(id), pass);
    return confirmations.get(me.ward(), id)
        .flatMap(held -> held.attachmentId() == null ? Mono.error(new NotFound("Chưa có ảnh.")) : photos.get(me.ward(), held.attachmentId()))
        .flatMap(photo -> photos.workingCopy(me.ward(), photo.id())
            .map(bytes -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).contentType(MediaType.parseMediaType(photo.type())).body(bytes)))
        .onErrorResume(AttachmentHeld.class, held -> Mono.just(ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(held.standIn())).build()));
  }

  private Mono<Rendering> page(CurrentAccount me, Occasion occasion, HeldForm form, String error) {
    return page(me, occasion, form, error, error.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }

  private Mono<Rendering> page(CurrentAccount me, Occasion occasion, HeldForm form, String error, HttpStatus status) {
    var held = confirmations.of(me.ward(), occasion.key(), occasion.date().getYear()).collectMap(EventConfirmation::groupId);
    return Mono.zip(wards.groups(me.ward()).collectList(), held)
        .map(both -> Rendering.view("ward/events").modelAttribute("rows", rows(both.getT1(), both.getT2())).modelAttribute("links", links.of(me)).modelAttribute("occasion", occasion)
            .modelAttribute("occasions", occasions(occasion.date().getYear())).modelAttribute("groups", both.getT1()).modelAttribute("form", form)
            .modelAttribute("error", error).modelAttribute("today", VietnamTime.dateOf(clock.instant()).toString())
            .modelAttribute("mayConfirm", me.officer().hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER)).status(status).build());
  }

  private static List<Row> rows(List<ResidentialGroup> groups, Map<UUID, EventConfirmation> held) {
    return groups.stream().map(group -> new Row(group, held.get(group.id()))).toList();
  }

  /** Those of the year that have come, the newest first: nothing else can have been held. */
  private List<Occasion> occasions(int year) {
    return calendar.between(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)).stream()
        .filter(occasion -> !occasion.date().isAfter(VietnamTime.dateOf(clock.instant())))
        .sorted(Comparator.comparing(Occasion::date).reversed()).toList();
  }

  private Occasion occasion(String key, @Nullable Integer year) {
    int wanted = year == null ? VietnamTime.dateOf(clock.instant()).getYear() : year;
    return calendar.find(key, wanted).orElseThrow(() -> new NotFound("Không có ngày này trong lịch."));
  }

  private static Rendering back(Occasion occasion) {
    return Rendering.redirectTo("/groups/events?occasion=%s&year=%d".formatted(occasion.key(), occasion.date().getYear()))
        .status(HttpStatus.SEE_OTHER).build();
  }
}
