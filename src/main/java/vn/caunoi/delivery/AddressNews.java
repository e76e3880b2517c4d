package vn.caunoi.delivery;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.contact.ContactBook;

/** Passes on what sending taught us about an address. */
@Component
class AddressNews {
  private final DatabaseClient database;
  private final SealedMessages sealed;
  private final ContactBook contacts;
  private final Clock clock;

  AddressNews(DatabaseClient database, SealedMessages sealed, ContactBook contacts, Clock clock) {
    this.database = database;
    this.sealed = sealed;
    this.contacts = contacts;
    this.clock = clock;
  }

  Mono<Void> moved(Delivery before, ChannelAddress to) {
    return contacts.moved(before.wardId(), before.to(), to);
  }

  Mono<Void> refused(Delivery before, SendOutcome.Unreachable why) {
    return contacts.refused(before.wardId(), before.to(), why, clock.instant()).then(skipOthers(before, why));
  }

  /** This message waits by itself; what is decided from now on knows of the barrier. */
  Mono<Void> postponed(Delivery before, String reason, Barrier barrier) {
    return contacts.refused(before.wardId(), before.to(), new SendOutcome.Unreachable(reason, barrier), clock.instant());
  }

  /** Only Zalo counts what a follower may get who never did anything else. */
  Mono<Void> accepted(List<Decisions.Written> written) {
    var taken = written.stream().filter(one -> one.decision().outcome() instanceof SendOutcome.Accepted && one.after().to().channel() == Channel.ZALO)
        .map(Decisions.Written::after).collect(Collectors.groupingBy(Delivery::wardId, Collectors.groupingBy(after -> after.to().accountId(),
            Collectors.mapping(Delivery::to, Collectors.toList()))));
    return Flux.fromIterable(taken.entrySet())
        .concatMap(ward -> Flux.fromIterable(ward.getValue().entrySet())
            .concatMap(account -> contacts.welcomed(ward.getKey(), account.getKey(), account.getValue())))
        .then();
  }

  /** What campaigns still plan for an address that is gone; a lesser barrier stands in the way of the same road only. */
  private Mono<Void> skipOthers(Delivery gone, SendOutcome.Unreachable why) {
    return database.sql("""
        update delivery set status = 'SKIPPED', reason = :reason, decided_at = clock_timestamp(), to_hash = null, to_sealed = null
        where ward_id = :ward and account_id = :account and to_hash = :hash and status = 'PLANNED' and purpose = 'CAMPAIGN'
          and (:all or route = :route)""")
        .bind("ward", gone.wardId()).bind("account", gone.to().accountId()).bind("hash", sealed.hash(gone.to())).bind("reason", why.reason())
        .bind("all", why.barrier() == Barrier.ADDRESS).bind("route", gone.route().name())
        .then();
  }
}
