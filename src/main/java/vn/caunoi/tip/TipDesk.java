package vn.caunoi.tip;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

/** Where tips come in and are worked on. Who reads them goes to {@link TipInbox}, who reported one to {@link ReporterDesk}. */
@Component
public class TipDesk {
  /** Most characters of an answer: with its heading it fits one message of every channel. */
  public static final int MAX_REPLY = 1_800;

  private final TipIntake intake;
  private final Opening opening;
  private final TipChanges changes;
  private final TipReplies replies;
  private final TipRecords records;

  /** Opens a tip for somebody who may work on it; to everybody else it does not exist. */
  @Component
  record Opening(Tips tips, TipIntake.Rules rules, Clock clock) {
    Mono<UnsealedTip> open(Officer by, String code) {
      requireHandler(by);
      return tips.get(by.ward(), TipCode.parse(code)).filter(t -> TipIntake.Rules.mayHandle(by, t.tip()))
          .switchIfEmpty(Mono.error(Tips::unknown));
    }

    static void requireHandler(Officer by) {
      if (!by.hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER)) {
        throw new Forbidden("Chỉ cán bộ, trực ban và chỉ huy của phường xem được tin báo.");
      }
    }
  }

  TipDesk(TipIntake intake, Opening opening, TipChanges changes, TipReplies replies, TipRecords records) {
    this.intake = intake;
    this.opening = opening;
    this.changes = changes;
    this.replies = replies;
    this.records = records;
  }

  /** Takes a tip in and gives its number. In a transaction, call it last: the number's counter stays locked until the commit. */
  public Mono<TipReceipt> open(NewTip tip) {
    return changes.together(intake.take(tip).delayUntil(receipt -> changes.announce(tip.wardId(), receipt.id(), tip.concerns())));
  }

  public Mono<Tip> assign(Officer by, String code, UUID officer, long version) {
    return change(by, code, TipPatch.at(version).assignee(officer));
  }

  public Mono<Tip> categorise(Officer by, String code, String category, long version) {
    return change(by, code, TipPatch.at(version).category(category));
  }

  public Mono<Tip> changeStatus(Officer by, String code, Tip.Status status, String result, long version) {
    return change(by, code, TipPatch.at(version).status(status, result));
  }

  public Mono<Tip> change(Officer by, String code, TipPatch patch) {
    return Mono.defer(() -> opening.open(by, code))
        .delayUntil(t -> check(by, t.tip(), patch))
        .flatMap(t -> changes.store(t, patch.applyTo(t.tip(), opening.rules(), opening.clock().instant()), by.id()));
  }

  /** The reporter gets it on their channel; where that is not possible it waits on the page of the tip. */
  public Mono<TipAnswer> reply(Officer by, String code, String text) {
    var words = given(text, MAX_REPLY);
    return Mono.defer(() -> opening.open(by, code)).flatMap(t -> changes.together(answer(by, t, words)));
  }

  /** {@link #reply} for somebody who was told that it arrives: refused with a {@link Conflict} when that is no longer so. */
  public Mono<TipAnswer> replyIfItArrives(Officer by, String code, String text) {
    var words = given(text, MAX_REPLY);
    return Mono.defer(() -> opening.open(by, code)).flatMap(t -> changes.together(answer(by, t, words).delayUntil(answer -> answer.onItsWay()
        ? Mono.empty() : replies.reach(t.tip()).flatMap(reach -> Mono.error(late(reach.window()))))));
  }

  private static Conflict late(ReplyWindow window) {
    return new Conflict("Chưa gửi: trong lúc soạn, tình trạng đã đổi, nay %s. Nội dung vẫn còn trong ô bên dưới.".formatted(window.words()));
  }

  /** Whether an answer can reach the reporter; when our ledger says no, the network is asked, for a few seconds at most. */
  public Mono<TipReach> reach(Officer by, String code) {
    return Mono.defer(() -> opening.open(by, code))
        .flatMap(t -> replies.askedReach(t.tip()));
  }

  private Mono<TipAnswer> answer(Officer by, UnsealedTip t, String words) {
    var tip = t.tip();
    if (tip.status() == Tip.Status.WITHDRAWN) {
      return Mono.error(new Conflict("Người dân đã rút tin %s nên không trả lời được nữa.".formatted(tip.code())));
    }
    return replies.send(tip, words).map(java.util.Optional::of).defaultIfEmpty(java.util.Optional.empty())
        .flatMap(delivery -> records.addAnswer(tip.wardId(), tip.id(), by.id(), t.sealWords(words), delivery.orElse(null))
            .map(id -> new TipAnswer(id, delivery.isPresent())))
        .delayUntil(answer -> changes.note(tip, by.id(), "tip_answered"));
  }

  public Mono<UUID> note(Officer by, String code, String text) {
    var words = given(text, NewTip.MAX_TEXT);
    return Mono.defer(() -> opening.open(by, code)).flatMap(t -> changes.together(
        records.addNote(t.tip().wardId(), t.tip().id(), by.id(), t.sealWords(words)).delayUntil(id -> changes.note(t.tip(), by.id(), "tip_noted"))));
  }

  private Mono<Void> check(Officer by, Tip tip, TipPatch patch) {
    if (patch.version() != tip.version()) {
      return Mono.error(Tips.stale(tip.code()));
    }
    if (patch.dueAt() != null && !patch.dueAt().equals(tip.dueAt()) && !by.hasRole(Role.COMMANDER)) {
      return Mono.error(new Forbidden("Chỉ chỉ huy đổi được thời hạn."));
    }
    var assignee = patch.assignee() == null ? Mono.empty() : opening.rules().handler(tip, patch.assignee());
    var accountable = patch.accountable() == null ? Mono.empty() : opening.rules().commander(tip, patch.accountable());
    return assignee.then(accountable).then();
  }

  private static String given(String text, int most) {
    var words = VietnameseText.normalize(text).strip();
    if (words.isEmpty()) {
      throw new InvalidInput("text", "Hãy viết nội dung.");
    }
    if (words.length() > most) {
      throw new InvalidInput("text", "Nội dung dài %d ký tự, nhiều nhất là %d.".formatted(words.length(), most));
    }
    return words;
  }
}
