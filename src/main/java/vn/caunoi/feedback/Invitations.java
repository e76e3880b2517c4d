package vn.caunoi.feedback;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Table {@code survey_invitation}. A token is 128 random bits, so a plain hash of it is enough. */
@Component
class Invitations {
  private static final String ANSWER = "returning ward_id, survey, channel, group_id";

  /** What an answer takes along from its invitation. */
  record Taken(UUID wardId, String survey, String channel, @Nullable UUID groupId) {}

  /** Somebody to ask about a closed tip. {@code delivery} is null when nothing could be sent. */
  record NewInvitation(UUID wardId, UUID id, String survey, String token, UUID tipId, String channel, @Nullable UUID groupId,
      @Nullable UUID delivery, LocalDate on, LocalDate expires) {}

  /** Whether a token is still good. */
  record Standing(UUID wardId, String survey, boolean answered, LocalDate expires) {}

  private final DatabaseClient database;

  Invitations(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> add(NewInvitation invitation) {
    var insert = database.sql("""
        insert into survey_invitation (ward_id, id, survey, token_hash, tip_id, channel, group_id, delivery_id, sent, invited_on, expires_on)
        values (:ward, :id, :survey, :hash, :tip, :channel, :group, :delivery, :sent, :on, :expires) on conflict do nothing""")
        .bind("ward", invitation.wardId()).bind("id", invitation.id()).bind("survey", invitation.survey())
        .bind("hash", hash(invitation.token())).bind("tip", invitation.tipId()).bind("channel", invitation.channel())
        .bind("sent", invitation.delivery() != null).bind("on", invitation.on()).bind("expires", invitation.expires());
    insert = invitation.delivery() == null ? insert.bindNull("delivery", UUID.class) : insert.bind("delivery", invitation.delivery());
    return Ratings.bindGroup(insert, invitation.groupId()).then();
  }

  /** Takes the one answer of a token, in any ward: the token alone names its invitation. Empty when it was answered, ran out or never was. */
  Mono<Taken> take(String token, LocalDate today) {
    return database.sql("update survey_invitation set answered = true where token_hash = :hash and not answered and expires_on >= :today " + ANSWER)
        .bind("hash", hash(token)).bind("today", today).map(Invitations::toTaken).one();
  }

  /** Takes the one answer about a tip from its own page; who was never invited counts as invited by that page. */
  Mono<Taken> takeForTip(NewInvitation invitation) {
    var insert = database.sql("""
        insert into survey_invitation (ward_id, id, survey, token_hash, tip_id, channel, group_id, sent, invited_on, expires_on, answered)
        values (:ward, :id, :survey, :hash, :tip, :channel, :group, true, :on, :expires, true)
        on conflict (ward_id, tip_id, survey) do update set answered = true, sent = true where not survey_invitation.answered\s""" + ANSWER)
        .bind("ward", invitation.wardId()).bind("id", invitation.id()).bind("survey", invitation.survey())
        .bind("hash", hash(invitation.token())).bind("tip", invitation.tipId()).bind("channel", invitation.channel())
        .bind("on", invitation.on()).bind("expires", invitation.expires());
    return Ratings.bindGroup(insert, invitation.groupId()).map(Invitations::toTaken).one();
  }

  Mono<Standing> find(String token) {
    return database.sql("select ward_id, survey, answered, expires_on from survey_invitation where token_hash = :hash").bind("hash", hash(token))
        .map(row -> new Standing(row.get("ward_id", UUID.class), row.get("survey", String.class), row.get("answered", Boolean.class),
            row.get("expires_on", LocalDate.class))).one();
  }

  Mono<Boolean> answered(UUID ward, UUID tip) {
    return database.sql("select exists (select 1 from survey_invitation where ward_id = :ward and tip_id = :tip and answered) as done")
        .bind("ward", ward).bind("tip", tip).map(row -> row.get("done", Boolean.class)).one();
  }

  /** How many were really asked. */
  Mono<Long> count(UUID ward, LocalDate from, LocalDate to, @Nullable UUID group) {
    return Ratings.bindGroup(database.sql("""
        select count(*) as n from survey_invitation
        where ward_id = :ward and sent and invited_on between :from and :to and (:group::uuid is null or group_id = :group::uuid)""")
        .bind("ward", ward).bind("from", from).bind("to", to), group).map(row -> row.get("n", Long.class)).one();
  }

  private static Taken toTaken(Readable row) {
    return new Taken(row.get("ward_id", UUID.class), row.get("survey", String.class), row.get("channel", String.class), row.get("group_id", UUID.class));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
