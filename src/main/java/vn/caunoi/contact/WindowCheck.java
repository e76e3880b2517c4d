package vn.caunoi.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InteractionProbe;
import vn.caunoi.channel.MessagePrices;

/**
 * Asks the network itself whether somebody can be written to, when our ledger says no: an event may have been lost on its way to us. What it
 * answers corrects the ledger.
 */
@Component
public class WindowCheck {
  private final ContactBook contacts;
  private final ChannelAccounts accounts;
  private final List<InteractionProbe> probes;
  private final MessagePrices prices;
  private final Clock clock;

  WindowCheck(ContactBook contacts, ChannelAccounts accounts, List<InteractionProbe> probes, MessagePrices prices, Clock clock) {
    this.contacts = contacts;
    this.accounts = accounts;
    this.probes = List.copyOf(probes);
    this.prices = prices;
    this.clock = clock;
  }

  /** What the ledger says; one that is not open is asked about first. Empty when nobody has the address. */
  public Mono<ReplyWindow> ask(UUID ward, ChannelAddress address) {
    return contacts.reach(ward, address).flatMap(known -> window(known).open() ? Mono.just(window(known)) : asked(ward, known));
  }

  private Mono<ReplyWindow> asked(UUID ward, ReachableAddress known) {
    return accounts.get(ward, known.address().accountId())
        .filter(account -> account.status() == ChannelAccount.Status.ACTIVE)
        .flatMap(account -> probe(account, known.address()))
        .filter(last -> isNews(last, known.dealings()))
        .flatMap(last -> contacts.touched(ward, known.address(), last).then(contacts.reach(ward, known.address())))
        .defaultIfEmpty(known)
        .map(this::window);
  }

  private Mono<Instant> probe(ChannelAccount account, ChannelAddress address) {
    return Mono.justOrEmpty(probes.stream().filter(probe -> probe.channel() == address.channel()).findFirst())
        .flatMap(probe -> probe.lastInteraction(account, address));
  }

  /** Something that we have not heard of; what a later refusal answers already is none. */
  private static boolean isNews(Instant last, Dealings dealings) {
    var hour = ContactAddresses.hour(last);
    return (dealings.lastInAt() == null || hour.isAfter(dealings.lastInAt())) && (dealings.refusedAt() == null || !hour.isBefore(dealings.refusedAt()));
  }

  private ReplyWindow window(ReachableAddress address) {
    return address.window(clock.instant(), prices);
  }
}
