package vn.caunoi.channel.zalo;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.NewGroupChat;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.Vault;

/** Table {@code zalo_group}. */
@Repository
class ZaloGroupRows {
  private static final String ADMINS = "zalo_group.admins";
  private static final String SELECT = """
      select ward_id, id, account_id, group_id, name, external_id, link, status, refusal, members, asset_id, asset_kind, asset_until, auto_renew,
        deleted_on from zalo_group\s""";
  /** A group of an account that was removed is on the network still, and no longer ours to post to. */
  private static final String OF_OURS = """
      and exists (select 1 from channel_account a where a.ward_id = zalo_group.ward_id and a.id = zalo_group.account_id and a.removed_at is null)\s""";

  private final DatabaseClient database;
  private final Vault vault;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;

  ZaloGroupRows(DatabaseClient database, Vault vault, JsonMapper json, Ids ids, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  Flux<GroupChat> of(UUID ward) {
    return database.sql(SELECT + "where ward_id = :ward and status in ('CREATING', 'LIVE', 'DISABLED', 'LOST') " + OF_OURS + "order by id desc limit 1000")
        .bind("ward", ward).map(ZaloGroupRows::toChat).all();
  }

  Flux<GroupChat> of(UUID ward, UUID group) {
    return database.sql(SELECT + "where ward_id = :ward and group_id = :group " + OF_OURS + "order by id desc limit 20")
        .bind("ward", ward).bind("group", group).map(ZaloGroupRows::toChat).all();
  }

  Mono<GroupChat> get(UUID ward, UUID id) {
    return database.sql(SELECT + "where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).map(ZaloGroupRows::toChat).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có nhóm Zalo này.")));
  }

  /** Of every ward: those that have not been looked at for {@code age}, and those whose making is in doubt; oldest first. */
  Flux<GroupChat> due(Duration age, int most) {
    return database.sql(SELECT + """
        where status in ('LIVE', 'DISABLED') and checked_at < :old or status = 'CREATING' and checked_at < :lately
        order by checked_at limit :most""")
        .bind("old", clock.instant().minus(age)).bind("lately", clock.instant().minus(Duration.ofMinutes(2))).bind("most", most)
        .map(ZaloGroupRows::toChat).all();
  }

  Mono<List<String>> lastAdmins(UUID ward, UUID account) {
    return database.sql("select admins from zalo_group where ward_id = :ward and account_id = :account order by id desc limit 1")
        .bind("ward", ward).bind("account", account).map(row -> row.get("admins", byte[].class)).one()
        .map(sealed -> json.readValue(vault.open(ADMINS, sealed), new TypeReference<List<String>>() {}));
  }

  /** Which of these the account has a row for. */
  Mono<List<String>> known(ChannelAccount account) {
    return database.sql("select external_id from zalo_group where ward_id = :ward and account_id = :account and external_id is not null")
        .bind("ward", account.wardId()).bind("account", account.id()).map(row -> row.get("external_id", String.class)).all().collectList();
  }

  /** The row stands before Zalo is asked. Errs with {@link Conflict} when the residential group has one that stands. */
  Mono<GroupChat> begin(NewGroupChat wanted) {
    var id = ids.next();
    var insert = database.sql("""
        insert into zalo_group (ward_id, id, account_id, group_id, name, description, status, asset_id, asset_kind, asset_until, auto_renew, admins,
          created_at, checked_at)
        values (:ward, :id, :account, :group, :name, :description, 'CREATING', :asset, :kind, :until, :renew, :admins, :now, :now)""")
        .bind("ward", wanted.wardId()).bind("id", id).bind("account", wanted.accountId()).bind("group", wanted.groupId())
        .bind("name", wanted.name()).bind("description", wanted.description()).bind("asset", wanted.asset().id())
        .bind("kind", wanted.asset().kind()).bind("renew", wanted.asset().autoRenew())
        .bind("admins", vault.seal(ADMINS, json.writeValueAsBytes(wanted.admins()))).bind("now", clock.instant());
    return bindDay(insert, "until", wanted.asset().validThrough()).then()
        .onErrorMap(DataIntegrityViolationException.class, e -> new Conflict("Tổ này đã có nhóm Zalo đang dùng."))
        .then(Mono.defer(() -> get(wanted.wardId(), id)));
  }

  /** Writes down how Zalo says the group stands; what it does not tell stays as it was. */
  Mono<GroupChat> told(GroupChat chat, ZaloGroupCalls.Told told, GroupChat.Status status, @Nullable Integer refusal) {
    var update = database.sql("""
        update zalo_group set external_id = coalesce(nullif(:external, ''), external_id), link = coalesce(nullif(:link, ''), link),
          name = coalesce(nullif(:name, ''), name), members = :members, status = :status, refusal = :refusal,
          asset_id = coalesce(nullif(:asset, ''), asset_id), asset_kind = coalesce(nullif(:kind, ''), asset_kind),
          asset_until = coalesce(:until, asset_until), auto_renew = :renew, deleted_on = :deleted, checked_at = :now
        where ward_id = :ward and id = :id""")
        .bind("external", told.externalId()).bind("link", told.link()).bind("name", told.name()).bind("members", told.members())
        .bind("status", status.name()).bind("asset", told.assetId()).bind("kind", told.assetKind())
        .bind("renew", told.assetId().isEmpty() ? chat.asset().autoRenew() : told.autoRenew()).bind("now", clock.instant())
        .bind("ward", chat.wardId()).bind("id", chat.id());
    update = bindDay(bindDay(update, "until", told.assetUntil()), "deleted", told.deletedOn());
    return bindCode(update, refusal).then().then(Mono.defer(() -> get(chat.wardId(), chat.id())));
  }

  Mono<GroupChat> mark(GroupChat chat, GroupChat.Status status, @Nullable Integer refusal) {
    return bindCode(database.sql("update zalo_group set status = :status, refusal = :refusal, checked_at = :now where ward_id = :ward and id = :id")
        .bind("status", status.name()).bind("now", clock.instant()).bind("ward", chat.wardId()).bind("id", chat.id()), refusal)
        .then().then(Mono.defer(() -> get(chat.wardId(), chat.id())));
  }

  /** Nothing was learnt; its next turn comes later. */
  Mono<GroupChat> looked(GroupChat chat) {
    return database.sql("update zalo_group set checked_at = :now where ward_id = :ward and id = :id")
        .bind("now", clock.instant()).bind("ward", chat.wardId()).bind("id", chat.id()).then().thenReturn(chat);
  }

  /** What a post or an event taught us about a group; unknown ones are ignored. */
  Mono<Void> learn(ChannelAccount account, String externalId, GroupChat.Status status, @Nullable Integer refusal) {
    return bindCode(database.sql("""
        update zalo_group set status = :status, refusal = :refusal
        where ward_id = :ward and account_id = :account and external_id = :external and status in ('LIVE', 'DISABLED')""")
        .bind("status", status.name()).bind("ward", account.wardId()).bind("account", account.id()).bind("external", externalId), refusal).then();
  }

  /** Something changed there: the next round asks. */
  Mono<Void> lookSoon(ChannelAccount account, String externalId) {
    return database.sql("""
        update zalo_group set checked_at = 'epoch'
        where ward_id = :ward and account_id = :account and external_id = :external and status in ('LIVE', 'DISABLED')""")
        .bind("ward", account.wardId()).bind("account", account.id()).bind("external", externalId).then();
  }

  private static GenericExecuteSpec bindCode(GenericExecuteSpec statement, @Nullable Integer refusal) {
    return refusal == null ? statement.bindNull("refusal", Integer.class) : statement.bind("refusal", refusal);
  }

  private static GenericExecuteSpec bindDay(GenericExecuteSpec statement, String name, @Nullable LocalDate day) {
    return day == null ? statement.bindNull(name, LocalDate.class) : statement.bind(name, day);
  }

  private static GroupChat toChat(Readable row) {
    var status = GroupChat.Status.valueOf(row.get("status", String.class));
    var asset = new GroupChat.Asset(row.get("asset_id", String.class), row.get("asset_kind", String.class), row.get("asset_until", LocalDate.class),
        row.get("auto_renew", Boolean.class), false);
    return new GroupChat(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("account_id", UUID.class),
        row.get("group_id", UUID.class), row.get("name", String.class), row.get("external_id", String.class), row.get("link", String.class),
        status, ZaloGroupRefusal.trouble(row.get("refusal", Integer.class)), row.get("members", Integer.class), asset,
        row.get("deleted_on", LocalDate.class));
  }
}
