package vn.caunoi.delivery;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.contact.ContactTrail;

/** Wipes from the ledger what tells about a person; the bare rows stay, so that the sums stay right. */
@Component
class TextErasure implements ContactTrail {
  private static final String WIPE = """
      update delivery set ephemeral = true, echo_hash = null,
        content_sealed = case when status in ('PLANNED', 'CLAIMED') then content_sealed end,
        to_sealed = case when status in ('PLANNED', 'CLAIMED') then to_sealed end,
        to_hash = case when status in ('PLANNED', 'CLAIMED') then to_hash end,
        contact_id = case when status in ('PLANNED', 'CLAIMED') then contact_id end,
        conversation_id = case when status in ('PLANNED', 'CLAIMED') then conversation_id end
      where ward_id = :ward and\s""";

  private final DatabaseClient database;
  private final Clock clock;

  TextErasure(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is still to leave follows when its fate is known. */
  Mono<Void> eraseConversation(UUID ward, UUID conversation) {
    return bind(WIPE + "conversation_id = :id", ward, conversation).then();
  }

  /** Replies of this very conversation still leave; what campaigns and others planned does not. */
  @Override
  public Mono<Void> erase(UUID ward, UUID contact) {
    return bind("""
        update delivery set status = 'CANCELLED', reason = 'erased', decided_at = :now
        where ward_id = :ward and contact_id = :id and status = 'PLANNED' and priority = 1""", ward, contact).bind("now", clock.instant()).then()
        .then(Mono.defer(() -> bind(WIPE + "contact_id = :id", ward, contact).then()));
  }

  private GenericExecuteSpec bind(String sql, UUID ward, UUID id) {
    return database.sql(sql).bind("ward", ward).bind("id", id);
  }
}
