package vn.caunoi.tip;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/** What whoever reported a tip may do with its number and secret. Who that is stays unknown. */
@Component
public class ReporterDesk {

  /** How a look-up or a change ended. */
  public sealed interface Outcome {
    record Found(ReporterView view) implements Outcome {}

    /** No such number, or not this secret: which of the two is not said. */
    record NotFound() implements Outcome {}

    /** Too many wrong secrets for this number: try again after the pause. */
    record SlowDown(Duration pause) implements Outcome {}

    /** It is closed or withdrawn. */
    record Closed() implements Outcome {}
  }

  /** A number and a secret as typed. {@code wardId} is null where only these two are known. */
  public record Claim(@Nullable UUID wardId, String code, String secret) {
    @Override
    public String toString() {
      return "Claim[" + wardId + "]";
    }
  }

  private final Tips tips;
  private final TipFiles files;
  private final TipRecords records;
  private final TipChanges changes;
  private final Trying trying;

  /** Guards the secret. */
  @Component
  record Trying(WrongSecrets wrong, Clock clock) {}

  ReporterDesk(Tips tips, TipFiles files, TipRecords records, TipChanges changes, Trying trying) {
    this.tips = tips;
    this.files = files;
    this.records = records;
    this.changes = changes;
    this.trying = trying;
  }

  public Mono<Outcome> find(Claim claim) {
    return open(claim, Mono::just);
  }

  /** Adds to what was said; a ward that was waiting goes on. */
  public Mono<Outcome> add(Claim claim, String text, List<UUID> photos) {
    var words = VietnameseText.normalize(text).strip();
    if (words.isEmpty() && photos.isEmpty() || words.length() > NewTip.MAX_TEXT) {
      return Mono.error(new InvalidInput("text", "Hãy viết nội dung, nhiều nhất %d ký tự.".formatted(NewTip.MAX_TEXT)));
    }
    return open(claim, t -> whileOpen(t, () -> changes.together(added(t, words, photos))));
  }

  public Mono<Outcome> withdraw(Claim claim) {
    return open(claim, t -> whileOpen(t, () -> changes.store(t, t.tip().withdraw(trying.clock().instant()), null).map(t::with)));
  }

  private Mono<UnsealedTip> added(UnsealedTip t, String words, List<UUID> photos) {
    var tip = t.tip();
    var resumed = tip.resumeAfterResident();
    var state = resumed == tip ? tips.markUnread(tip.wardId(), tip.id()) : changes.store(t, resumed, null).then();
    return records.addResidentWords(tip.wardId(), tip.id(), t.sealWords(words), trying.clock().instant())
        .flatMap(message -> records.attach(tip.wardId(), tip.id(), message, photos))
        .then(state)
        .then(Mono.defer(() -> changes.note(tip, null, "tip_added_to")))
        .thenReturn(t.with(resumed));
  }

  /** An empty answer of {@code act} means that the tip is over. */
  private Mono<Outcome> open(Claim claim, Function<UnsealedTip, Mono<UnsealedTip>> act) {
    var code = TipCode.parse(claim.code());
    if (!TipCode.isOne(code)) {
      return Mono.just(new Outcome.NotFound());
    }
    return trying.wrong().pause(code).flatMap(pause -> pause.isZero() ? tried(claim, code, act) : Mono.just(new Outcome.SlowDown(pause)));
  }

  private Mono<Outcome> tried(Claim claim, String code, Function<UnsealedTip, Mono<UnsealedTip>> act) {
    return look(claim, code)
        .flatMap(t -> act.apply(t).flatMap(this::view).defaultIfEmpty(new Outcome.Closed()))
        .retryWhen(Retry.max(3).filter(Conflict.class::isInstance))
        .onErrorMap(reactor.core.Exceptions::isRetryExhausted, Throwable::getCause)
        .switchIfEmpty(Mono.defer(() -> trying.wrong().missed(code).thenReturn(new Outcome.NotFound())));
  }

  private Mono<UnsealedTip> look(Claim claim, String code) {
    var secret = TipSecret.typed(claim.secret());
    return Mono.defer(() -> claim.wardId() == null ? tips.findAnywhere(code, secret) : tips.find(claim.wardId(), code, secret));
  }

  private static Mono<UnsealedTip> whileOpen(UnsealedTip t, java.util.function.Supplier<Mono<UnsealedTip>> act) {
    return t.tip().status().isOver() ? Mono.empty() : act.get();
  }

  private Mono<Outcome> view(UnsealedTip t) {
    var tip = t.tip();
    return files.timeline(t)
        .map(entries -> entries.stream().filter(e -> e.kind() == TipFile.Kind.RESIDENT || e.kind() == TipFile.Kind.ANSWER)
            .map(e -> new ReporterView.Line(e.kind() == TipFile.Kind.RESIDENT, e.at(), e.words(), e.photos().size())).toList())
        .map(lines -> new Outcome.Found(new ReporterView(tip.wardId(), tip.id(), tip.code(), tip.status(), tip.receivedAt(), tip.dueAt(),
            tip.groupId(), tip.channel(), lines)));
  }
}
