package vn.caunoi.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.platform.Ids;

/** Table {@code delivery}: what is put in. */
@Component
class Deliveries {
  private final DatabaseClient database;
  private final SealedMessages sealed;
  private final Ids ids;
  private final Clock clock;

  Deliveries(DatabaseClient database, SealedMessages sealed, Ids ids, Clock clock) {
    this.database = database;
    this.sealed = sealed;
    this.ids = ids;
    this.clock = clock;
  }

  Mono<UUID> insert(NewDelivery delivery) {
    var id = ids.next();
    var to = delivery.to();
    var row = database.sql("""
        insert into delivery (ward_id, id, account_id, channel, purpose, priority, route, status, contact_id, conversation_id,
          to_hash, to_sealed, content_sealed, ephemeral, due_at, created_at)
        values (:ward, :id, :account, :channel, :purpose, :priority, :route, 'PLANNED', :contact, :conversation,
          :hash, :to, :content, :ephemeral, :now, :now)""")
        .bind("ward", delivery.wardId()).bind("id", id).bind("account", to.accountId()).bind("channel", to.channel().name())
        .bind("purpose", delivery.purpose().name()).bind("priority", delivery.purpose().isConversational() ? 0 : 1)
        .bind("route", delivery.route().name()).bind("hash", sealed.hash(to)).bind("to", sealed.seal(to))
        .bind("content", sealed.sealOwn(delivery.message())).bind("ephemeral", delivery.ephemeral()).bind("now", clock.instant());
    row = bindId(row, "contact", delivery.contactId());
    return bindId(row, "conversation", delivery.conversationId()).fetch().rowsUpdated().thenReturn(id);
  }

  /** All targets in one statement; those that stand already are left alone. */
  Mono<Long> insertCampaign(UUID ward, UUID campaign, List<CampaignTarget> targets) {
    if (targets.isEmpty()) {
      return Mono.just(0L);
    }
    return shareTexts(ward, campaign, targets).flatMap(contents -> insertTargets(ward, campaign, targets, contents));
  }

  private Mono<Map<OutboundMessage, UUID>> shareTexts(UUID ward, UUID campaign, List<CampaignTarget> targets) {
    return Flux.fromStream(targets.stream().map(CampaignTarget::message).filter(Objects::nonNull).distinct())
        .concatMap(message -> shareText(ward, campaign, message).map(id -> Map.entry(message, id)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<UUID> shareText(UUID ward, UUID campaign, OutboundMessage message) {
    return database.sql("""
        insert into delivery_content (ward_id, id, campaign_id, hash, sealed, created_at) values (:ward, :id, :campaign, :hash, :sealed, :now)
        on conflict (ward_id, campaign_id, hash) do update set campaign_id = excluded.campaign_id returning id""")
        .bind("ward", ward).bind("id", ids.next()).bind("campaign", campaign).bind("hash", sealed.hash(message))
        .bind("sealed", sealed.sealShared(message)).bind("now", clock.instant())
        .map(row -> row.get("id", UUID.class)).one();
  }

  private Mono<Long> insertTargets(UUID ward, UUID campaign, List<CampaignTarget> targets, Map<OutboundMessage, UUID> contents) {
    var columns = new Columns();
    for (var target : targets) {
      columns.add(ids.next(), target, contents);
    }
    return columns.bindTo(database.sql("""
        insert into delivery (ward_id, id, account_id, channel, purpose, priority, route, status, reason, campaign_id, contact_id, group_id,
          post, to_hash, to_sealed, content_id, due_at, created_at, decided_at)
        select :ward, u.id, nullif(u.account, '')::uuid, nullif(u.channel, ''), 'CAMPAIGN', 1, u.route,
          case when u.reason = '' then 'PLANNED' else 'SKIPPED' end, nullif(u.reason, ''), :campaign,
          nullif(u.contact, '')::uuid, nullif(u.grp, '')::uuid, u.contact = '' and u.grp <> '',
          decode(nullif(u.hash, ''), 'base64'), decode(nullif(u.sealed, ''), 'base64'), nullif(u.content, '')::uuid, :now, :now,
          case when u.reason <> '' then :now::timestamptz end
        from unnest(:ids::uuid[], :accounts::text[], :channels::text[], :routes::text[], :reasons::text[], :contacts::text[], :groups::text[],
          :hashes::text[], :addresses::text[], :contents::text[]) as u(id, account, channel, route, reason, contact, grp, hash, sealed, content)
        on conflict do nothing"""))
        .bind("ward", ward).bind("campaign", campaign).bind("now", clock.instant())
        .fetch().rowsUpdated();
  }

  private static GenericExecuteSpec bindId(GenericExecuteSpec statement, String name, @Nullable UUID id) {
    return id == null ? statement.bindNull(name, UUID.class) : statement.bind(name, id);
  }

  /** The columns of many rows, for {@code unnest}: an empty string stands for null. */
  private final class Columns {
    private final List<UUID> rowIds = new ArrayList<>();
    private final Map<String, List<String>> texts = new HashMap<>();

    void add(UUID id, CampaignTarget target, Map<OutboundMessage, UUID> contents) {
      var to = target.to();
      rowIds.add(id);
      put("accounts", to == null ? null : to.accountId());
      put("channels", to == null ? null : to.channel());
      put("routes", target.route());
      put("reasons", target.skipReason() == null && to == null ? "no-address" : target.skipReason());
      put("contacts", target.contactId());
      put("groups", target.groupId());
      put("hashes", to == null ? null : base64(sealed.hash(to)));
      put("addresses", to == null ? null : base64(sealed.seal(to)));
      put("contents", target.message() == null ? null : contents.get(target.message()));
    }

    private void put(String column, @Nullable Object value) {
      texts.computeIfAbsent(column, key -> new ArrayList<>()).add(value == null ? "" : value.toString());
    }

    GenericExecuteSpec bindTo(GenericExecuteSpec statement) {
      var bound = statement.bind("ids", rowIds.toArray(UUID[]::new));
      for (var column : texts.entrySet()) {
        bound = bound.bind(column.getKey(), column.getValue().toArray(String[]::new));
      }
      return bound;
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
