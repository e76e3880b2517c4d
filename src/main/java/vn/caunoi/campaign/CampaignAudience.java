package vn.caunoi.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.contact.Audience;
import vn.caunoi.contact.Audiences;
import vn.caunoi.contact.Candidate;
import vn.caunoi.contact.Consent;

/** Goes through everybody whom a campaign is for and picks a road to each; the dry run counts the roads, the launch takes them. */
@Component
class CampaignAudience {

  /** One resident and the road to them. */
  record Routed(Candidate candidate, RoutePlanner.Road road) {}

  private final Audiences audiences;
  private final ChannelAccounts accounts;
  private final MessagePrices prices;
  private final Clock clock;

  CampaignAudience(Audiences audiences, ChannelAccounts accounts, MessagePrices prices, Clock clock) {
    this.audiences = audiences;
    this.accounts = accounts;
    this.prices = prices;
    this.clock = clock;
  }

  /** In pages, so any size. */
  Flux<Routed> routed(UUID ward, Audience audience) {
    return accountsOf(ward).flatMapMany(all -> {
      var planner = new RoutePlanner(byId(all), clock.instant(), prices);
      return audiences.candidates(ward, audience, Consent.Purpose.NOTICES).map(candidate -> new Routed(candidate, planner.roadTo(candidate)));
    });
  }

  /** What a launch at {@code at} would do: the windows are those of that moment. */
  Mono<DryRun> dryRun(UUID ward, Audience audience, Instant at) {
    return accountsOf(ward).flatMap(all -> {
      var planner = new RoutePlanner(byId(all), at, prices);
      return audiences.candidates(ward, audience, Consent.Purpose.NOTICES)
          .reduceWith(DryRunTally::new, (tally, candidate) -> tally.add(candidate, planner.roadTo(candidate)))
          .map(tally -> tally.result(at, all));
    });
  }

  private Mono<List<ChannelAccount>> accountsOf(UUID ward) {
    return accounts.of(ward).collectList();
  }

  private static Map<UUID, ChannelAccount> byId(List<ChannelAccount> accounts) {
    return accounts.stream().collect(java.util.stream.Collectors.toMap(ChannelAccount::id, account -> account));
  }
}
