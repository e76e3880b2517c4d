package vn.caunoi.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.contact.ContactBook;

/** What else follows from outcomes once they are written: for the address, the account, the lane, open pages and the figures. */
@Component
class Aftermath {
  private static final Logger log = LoggerFactory.getLogger(Aftermath.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final DatabaseClient database;
  private final SealedMessages sealed;
  private final ContactBook contacts;
  private final AccountNews accounts;
  private final DeliveryMetrics metrics;

  Aftermath(DatabaseClient database, SealedMessages sealed, ContactBook contacts, AccountNews accounts, DeliveryMetrics metrics) {
    this.database = database;
    this.sealed = sealed;
    this.contacts = contacts;
    this.accounts = accounts;
    this.metrics = metrics;
  }

  /** {@code lanes}: by which lane a delivery left. */
  Mono<Void> of(List<Decisions.Written> written, Map<UUID, Lane> lanes) {
    Set<UUID> told = new HashSet<>();
    for (var one : written) {
      metrics.count(one);
      var after = one.after();
      if (after.status() == Delivery.Status.PLANNED) {
        lanes.get(after.id()).wakeAt(after.dueAt());
      }
      var topic = after.campaignId() != null ? after.campaignId() : after.to().accountId();
      if (told.add(topic)) {
        accounts.announce(after.wardId(), topic);
      }
    }
    return Flux.fromIterable(written).filter(one -> one.decision().tried()).concatMap(this::follow).then();
  }

  private Mono<Void> follow(Decisions.Written written) {
    var before = written.decision().claimed().delivery();
    var work = switch (written.decision().outcome()) {
      case SendOutcome.Moved moved -> contacts.moved(before.wardId(), before.to(), moved.to());
      case SendOutcome.Unreachable gone -> contacts.markUnreachable(before.wardId(), before.to(), gone.reason()).then(skipOthers(before, gone.reason()));
      case SendOutcome.AccountDown down -> accounts.down(before.wardId(), before.to().accountId(), down.reason());
      case SendOutcome.RateLimited limited -> accounts.gate(before, written.decision().claimed().token(), limited.retryAfter());
      default -> Mono.<Void>empty();
    };
    return work.timeout(LIMIT).onErrorResume(e -> {
      log.warn("aftermath failed delivery={} outcome={} error={}", before.id(), written.decision().outcome().getClass().getSimpleName(), e.toString());
      return Mono.empty();
    });
  }

  /** What campaigns still plan for an address that is gone. */
  private Mono<Void> skipOthers(Delivery gone, String reason) {
    return database.sql("""
        update delivery set status = 'SKIPPED', reason = :reason, decided_at = clock_timestamp(), to_hash = null, to_sealed = null
        where ward_id = :ward and account_id = :account and to_hash = :hash and status = 'PLANNED' and purpose = 'CAMPAIGN'""")
        .bind("ward", gone.wardId()).bind("account", gone.to().accountId()).bind("hash", sealed.hash(gone.to())).bind("reason", reason)
        .then();
  }
}
