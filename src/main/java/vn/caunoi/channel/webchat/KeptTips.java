package vn.caunoi.channel.webchat;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.webchat.FrontDoor.Visitor;

/**
 * What was said about a tip is not shown again to whoever opens the page later, unless the visitor chose to keep it on this device. Until he
 * may have chosen it stays for an hour, then it is removed.
 */
@Component
class KeptTips {
  private final DatabaseClient database;
  private final ChatMessages messages;
  private final TransactionalOperator transactions;
  private final Clock clock;

  KeptTips(DatabaseClient database, ChatMessages messages, TransactionalOperator transactions, Clock clock) {
    this.database = database;
    this.messages = messages;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What one visitor chose, and whether there is something that may still be kept. */
  record Choice(boolean keeps, boolean offered) {}

  /** The last visit ended in a tip. Does nothing for a visitor who keeps tips. */
  Mono<Void> conceal(UUID ward, UUID visitor) {
    return database.sql("update webchat_visitor set told_at = :now where ward_id = :ward and id = :visitor and not keeps_tips")
        .bind("now", clock.instant()).bind("ward", ward).bind("visitor", visitor).fetch().rowsUpdated()
        .filter(told -> told == 1)
        .flatMap(told -> concealVisit(ward, visitor, clock.instant()));
  }

  /** A pause of two hours means that the visitor came back later, for something else: no question of a flow waits longer. */
  private Mono<Void> concealVisit(UUID ward, UUID visitor, Instant now) {
    return database.sql("""
        update webchat_message set concealed_at = :now, shown_at = coalesce(shown_at, :now)
        where ward_id = :ward and visitor_id = :visitor and concealed_at is null and not ephemeral and seq >= coalesce((
          select max(seq) from (
            select seq, created_at - lag(created_at) over (order by seq) as pause from webchat_message
            where ward_id = :ward and visitor_id = :visitor) said where pause > interval '2 hours'), 0)""")
        .bind("now", now).bind("ward", ward).bind("visitor", visitor).then();
  }

  Mono<Choice> choice(UUID ward, UUID visitor) {
    return database.sql("""
        select keeps_tips, exists (select 1 from webchat_message m where m.ward_id = v.ward_id and m.visitor_id = v.id
          and m.concealed_at is not null) as offered
        from webchat_visitor v where v.ward_id = :ward and v.id = :visitor""")
        .bind("ward", ward).bind("visitor", visitor)
        .map(row -> new Choice(row.get("keeps_tips", Boolean.class), row.get("offered", Boolean.class))).one();
  }

  /** The message as the page draws it; under the number of a tip the page offers to keep what led to it. */
  Mono<MessageView> view(Visitor visitor, ChatMessage message) {
    var offered = message.ephemeral() && message.bubble().isNumber()
        ? choice(visitor.room().wardId(), visitor.id()).map(choice -> choice.offered() && !choice.keeps()) : Mono.just(false);
    return offered.map(keepable -> MessageView.of(visitor.room(), message, keepable));
  }

  /** From now on. What is still there comes back with a yes, except secrets; a no takes nothing away. */
  Mono<Void> choose(UUID ward, UUID visitor, boolean keep) {
    var chosen = database.sql("update webchat_visitor set keeps_tips = :keep where ward_id = :ward and id = :visitor")
        .bind("keep", keep).bind("ward", ward).bind("visitor", visitor).then();
    return (keep ? chosen.then(bringBack(ward, visitor)) : chosen).as(transactions::transactional);
  }

  private Mono<Void> bringBack(UUID ward, UUID visitor) {
    return database.sql("update webchat_message set concealed_at = null where ward_id = :ward and visitor_id = :visitor and concealed_at is not null")
        .bind("ward", ward).bind("visitor", visitor).then()
        .thenMany(messages.ephemeral(ward, visitor)).filter(message -> !message.bubble().isSecret()).map(ChatMessage::id).collectList()
        .flatMapMany(Flux::fromIterable).concatMap(id -> messages.keep(ward, visitor, id))
        .then();
  }
}
