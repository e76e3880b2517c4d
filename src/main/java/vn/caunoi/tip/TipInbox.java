package vn.caunoi.tip;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.media.Attachment;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Slice;
import vn.caunoi.platform.VietnameseText;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;

/** What officers may see of tips. Every opening of what was said is written into the audit trail. */
@Component
public class TipInbox {
  /** What {@code LiveUpdates} announces about a ward's tips, and about those only a commander sees. */
  public static final String TOPIC = "tip";
  public static final String CONFLICT_TOPIC = "tip-conflict";

  private final TipDesk.Opening opening;
  private final TipLists lists;
  private final TipFiles files;
  private final TipRecords records;
  private final Reading reading;

  /** What reading needs besides: the trail it leaves, and the photos. */
  @org.springframework.stereotype.Component
  record Reading(AuditTrail audit, AttachmentStore photos) {}

  TipInbox(TipDesk.Opening opening, TipLists lists, TipFiles files, TipRecords records, Reading reading) {
    this.opening = opening;
    this.lists = lists;
    this.files = files;
    this.records = records;
    this.reading = reading;
  }

  /** Newest first, without a word of what was said. */
  public Mono<Slice<TipLine>> list(Officer by, TipFilter filter, @Nullable String cursor, int limit) {
    return Mono.defer(() -> {
      TipDesk.Opening.requireHandler(by);
      return filter.q() == null || filter.q().isBlank()
          ? lists.page(by.ward(), by.id(), filter, null, cursor, limit)
          : search(by.ward(), filter.q()).flatMap(search -> lists.page(by.ward(), by.id(), filter, search, cursor, limit));
    });
  }

  public Mono<Map<TipFilter.Folder, Long>> counts(Officer by) {
    return Mono.defer(() -> {
      TipDesk.Opening.requireHandler(by);
      return lists.counts(by.ward(), by.id());
    });
  }

  /** Everything that was said and done. */
  public Mono<TipFile> read(Officer by, String code) {
    return Mono.defer(() -> opening.open(by, code))
        .delayUntil(t -> opening.tips().markRead(t.tip().wardId(), t.tip().id()))
        .delayUntil(t -> reading.audit().record(AuditEntry.of(t.tip().wardId(), by.id(), "tip_read", "tip", t.tip().id())))
        .flatMap(files::open);
  }

  /** A photo of the tip, as a working copy that says nothing about camera or place. */
  public Mono<Photo> photo(Officer by, String code, UUID attachment, boolean small) {
    return Mono.defer(() -> opening.open(by, code))
        .filterWhen(t -> records.hasAttachment(t.tip().wardId(), t.tip().id(), attachment))
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có ảnh này.")))
        .delayUntil(t -> reading.audit().record(
            AuditEntry.of(t.tip().wardId(), by.id(), "tip_photo_read", "tip", t.tip().id()).with("attachment", attachment)))
        .flatMap(t -> photo(t.tip().wardId(), attachment, small));
  }

  /** Bytes to show, and what they are. */
  public record Photo(String type, byte[] bytes) {}

  private Mono<Photo> photo(UUID ward, UUID attachment, boolean small) {
    var bytes = small ? reading.photos().thumbnail(ward, attachment) : reading.photos().workingCopy(ward, attachment);
    var type = small ? Mono.just("image/jpeg") : reading.photos().get(ward, attachment).map(Attachment::type);
    return Mono.zip(type, bytes, Photo::new);
  }

  /** Tips about officers of the ward, which no other list holds: for the commander. */
  public Flux<TipLine> aboutOfficers(Officer by) {
    return Flux.defer(() -> {
      requireCommander(by);
      return lists.aboutOfficers(by.ward());
    });
  }

  /** How many open tips are about the command itself. They are kept for a person the province names. */
  public Mono<Long> aboutCommand(Officer by) {
    return Mono.defer(() -> {
      requireCommander(by);
      return lists.aboutCommand(by.ward());
    });
  }

  private static void requireCommander(Officer by) {
    if (!by.hasRole(Role.COMMANDER)) {
      throw new Forbidden("Chỉ chỉ huy xem được mục này.");
    }
  }

  /** Number, category, topic and group; without diacritics, because that is how people search. */
  private Mono<TipLists.Search> search(UUID ward, String q) {
    var folded = VietnameseText.fold(q);
    var categories = opening.rules().categories();
    var keys = Stream.concat(
            categories.categories().stream().map(c -> Map.entry(c.key(), c.label())),
            categories.topics().stream().map(t -> Map.entry(t.key(), t.label())))
        .filter(e -> VietnameseText.fold(e.getValue()).contains(folded)).map(Map.Entry::getKey).toList();
    var code = q.strip().toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z-]", "");
    return opening.rules().wards().groups(ward).filter(g -> VietnameseText.fold(g.name()).contains(folded)).map(ResidentialGroup::id)
        .collectList().map(groups -> new TipLists.Search(code.isEmpty() ? "-" .repeat(3) : code, keys, List.copyOf(groups)));
  }
}
