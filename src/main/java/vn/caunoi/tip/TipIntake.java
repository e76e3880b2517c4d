package vn.caunoi.tip;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.calendar.WorkingDays;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.Vault;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/** Takes tips in: everything that belongs to a tip first, its number last. Joins the caller's transaction. */
@Component
class TipIntake {
  private final Tips tips;
  private final TipRecords records;
  private final ReporterSeal seal;
  private final Rules rules;
  private final AuditTrail audit;
  private final SecureRandom random = new SecureRandom();

  /** What an intake looks up: which topics there are, how long triage may take, who answers for it. */
  @Component
  record Rules(TipCategories categories, WorkingDays days, WardDirectory wards) {
    TipClock.Deadline triage(NewTip tip) {
      return categories.triage().from(tip.receivedAt(), days);
    }

    String movedDeadline(Instant due) {
      return "Chỉ huy đổi thời hạn thành " + VietnamTime.minute(due);
    }

    /** Somebody who may be given a tip. */
    Mono<Officer> handler(Tip tip, UUID officer) {
      return wards.officers(tip.wardId()).filter(o -> o.id().equals(officer) && mayHandle(o, tip)).next()
          .switchIfEmpty(Mono.error(() -> new InvalidInput("assignee", "Không giao được cho người này.")));
    }

    Mono<Officer> commander(Tip tip, UUID officer) {
      return wards.officers(tip.wardId()).filter(o -> o.id().equals(officer) && o.hasRole(Role.COMMANDER)).next()
          .switchIfEmpty(Mono.error(() -> new InvalidInput("accountable", "Người chịu trách nhiệm phải là chỉ huy của phường.")));
    }

    static boolean mayHandle(Officer officer, Tip tip) {
      return switch (tip.concerns()) {
        case NONE -> officer.hasRole(Role.OFFICER, Role.DUTY, Role.COMMANDER);
        case OFFICER -> officer.hasRole(Role.COMMANDER);
        case COMMAND -> false;
      };
    }

    /** The ward's commander where there is exactly one; otherwise a person names who is accountable. */
    Mono<Optional<UUID>> accountable(UUID ward) {
      return wards.officers(ward).filter(o -> o.role() == Role.COMMANDER).map(o -> o.id()).take(2).collectList()
          .map(ids -> ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty());
    }
  }

  TipIntake(Tips tips, TipRecords records, ReporterSeal seal, Rules rules, AuditTrail audit) {
    this.tips = tips;
    this.records = records;
    this.seal = seal;
    this.rules = rules;
    this.audit = audit;
  }

  Mono<TipReceipt> take(NewTip tip) {
    var id = records.ids().next();
    var key = tips.newKey();
    var secret = TipSecret.random(random);
    var deadline = rules.triage(tip);
    return keepParts(id, tip, key)
        .then(rules.accountable(tip.wardId()))
        .flatMap(accountable -> tips.add(id, tip, secret, deadline, accountable.orElse(null), key))
        .map(code -> new TipReceipt(id, code, secret.grouped(), deadline.at()));
  }

  private Mono<Void> keepParts(UUID id, NewTip tip, Vault.DataKey key) {
    var sealReporter = tip.reporter() == null ? Mono.<Void>empty() : seal.keep(tip.wardId(), id, tip.reporter());
    return sealReporter
        .then(records.addResidentWords(tip.wardId(), id, key.seal(UnsealedTip.WORDS, tip.text()), tip.receivedAt()))
        .flatMap(message -> records.attach(tip.wardId(), id, message, tip.photos()))
        .then(records.addEvent(tip.wardId(), id, new TipEvent("received", null, Map.of("channel", tip.channel().name()))))
        .then(audit.record(AuditEntry.of(tip.wardId(), null, "tip_received", "tip", id)));
  }
}
