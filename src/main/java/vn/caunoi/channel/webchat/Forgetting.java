package vn.caunoi.channel.webchat;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.webchat.FrontDoor.Visitor;

/** "Xoá khỏi máy này": without its key nobody could read the page again, so what it holds goes too, and nothing more is sent there. */
@Component
class Forgetting {
  private final Visitors visitors;
  private final WebchatTrail trail;
  private final WebchatIntake intake;
  private final TransactionalOperator transactions;

  Forgetting(Visitors visitors, WebchatTrail trail, WebchatIntake intake, TransactionalOperator transactions) {
    this.visitors = visitors;
    this.trail = trail;
    this.intake = intake;
    this.transactions = transactions;
  }

  Mono<Void> forget(Visitor visitor) {
    var ward = visitor.room().wardId();
    return intake.left(visitor.room(), visitor.key(), visitor.id())
        .then(visitors.forget(ward, visitor.id()).then(trail.eraseAll(ward, visitor.id())).as(transactions::transactional));
  }
}
