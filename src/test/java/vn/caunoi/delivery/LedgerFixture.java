package vn.caunoi.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.delivery.NewDelivery.Purpose;

/** What tests of the ledger need: accounts that the service's own lanes leave alone, deliveries, and lanes with a scripted sender. */
@Component
class LedgerFixture {
  static final DeliverySettings PACED = new DeliverySettings(true, 16, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofDays(90));
  static final DeliverySettings UNPACED = new DeliverySettings(false, 16, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofDays(90));

  private final DatabaseClient database;
  private final ChannelAccounts accounts;
  private final DeliveryLedger ledger;
  private final SealedMessages sealed;
  private final Outcomes outcomes;
  private final Lanes lanes;
  private final Clock clock;

  LedgerFixture(DatabaseClient database, ChannelAccounts accounts, DeliveryLedger ledger, SealedMessages sealed, Outcomes outcomes, Lanes lanes,
      Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.ledger = ledger;
    this.sealed = sealed;
    this.outcomes = outcomes;
    this.lanes = lanes;
    this.clock = clock;
  }

  /** Paused, so that only the test sends by it. */
  ChannelAccount account(UUID ward, Channel channel, double perSecond) {
    var id = UUID.randomUUID();
    database.sql("""
        insert into channel_account (ward_id, id, channel, name, simulated, status, rate_per_second, created_at)
        values (:ward, :id, :channel, :name, true, 'PAUSED', :rate, :now)""")
        .bind("ward", ward).bind("id", id).bind("channel", channel.name()).bind("name", "t" + id).bind("rate", perSecond)
        .bind("now", clock.instant()).then().block();
    return accounts.get(ward, id).block();
  }

  static ChannelAddress address(ChannelAccount account, int number) {
    return new ChannelAddress(account.channel(), account.id(), "resident-" + number);
  }

  UUID enqueue(ChannelAccount account, int resident, Purpose purpose, String text) {
    return enqueue(account, resident, purpose, text, null, false);
  }

  UUID enqueue(ChannelAccount account, int resident, Purpose purpose, String text, UUID conversation, boolean ephemeral) {
    return ledger.enqueue(new NewDelivery(account.wardId(), address(account, resident), purpose, Route.TELEGRAM, OutboundMessage.text(text), null,
        conversation, ephemeral)).block();
  }

  List<CampaignTarget> targets(ChannelAccount account, int count) {
    return IntStream.range(0, count).mapToObj(i -> CampaignTarget.contact(new UUID(account.id().getMostSignificantBits(), i), null, Route.TELEGRAM,
        address(account, i), OutboundMessage.text("Kính mời bà con dự ngày hội"))).toList();
  }

  DeliveryFate fate(ChannelAccount account, UUID id) {
    return ledger.fates(account.wardId(), List.of(id)).single().block();
  }

  Map<String, Object> row(UUID id) {
    return database.sql("select * from delivery where id = :id").bind("id", id).fetch().one().block();
  }

  void sql(String sql, UUID account) {
    database.sql(sql).bind("account", account).then().block();
  }

  Claims claims(DeliverySettings settings) {
    return new Claims(database, sealed, settings, clock);
  }

  /** Takes the lane of the account for this owner; empty when somebody else holds it. */
  List<Lanes.Lease> lease(UUID owner, ChannelAccount account) {
    return lanes.keep(owner, List.of(account), Duration.ofSeconds(10)).collectList().block();
  }

  Running run(ChannelAccount account, MessageSender sender, DeliverySettings settings) {
    var owner = UUID.randomUUID();
    var lane = new Lane(owner, account, sender, claims(settings), outcomes, settings, clock);
    var lease = lease(owner, account).getFirst();
    lane.leased(account, lease, System.nanoTime() + Duration.ofSeconds(10).toNanos());
    var keeping = Flux.interval(Duration.ofMillis(500)).onBackpressureDrop().concatMap(tick -> lanes.keep(owner, List.of(account), Duration.ofSeconds(10)))
        .doOnNext(kept -> lane.leased(account, kept, System.nanoTime() + Duration.ofSeconds(9).toNanos()))
        .doOnNext(kept -> lane.wake()).subscribe();
    var sending = lane.run().subscribe();
    return new Running(lane, () -> {
      lane.close();
      keeping.dispose();
      sending.dispose();
      lanes.release(owner).block();
    });
  }

  record Running(Lane lane, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  static <T> List<List<T>> pages(List<T> all, int size) {
    var pages = new ArrayList<List<T>>();
    for (int i = 0; i < all.size(); i += size) {
      pages.add(all.subList(i, Math.min(all.size(), i + size)));
    }
    return pages;
  }
}
