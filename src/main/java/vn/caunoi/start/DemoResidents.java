package vn.caunoi.start;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Invented residents of the demo ward, on its simulated channels and the web chat only. */
@Component
class DemoResidents {
  /** One contact for so many households on the books. */
  private static final int HOUSEHOLDS_A_CONTACT = 9;
  private static final long FIRST_ID = 700_000_000L;

  private final ContactBook book;
  private final ChannelAccounts accounts;
  private final WardDirectory directory;
  private final Clock clock;

  DemoResidents(ContactBook book, ChannelAccounts accounts, WardDirectory directory, Clock clock) {
    this.book = book;
    this.accounts = accounts;
    this.directory = directory;
    this.clock = clock;
  }

  /** Somebody who can be written to, and the group they belong to. */
  record Resident(ChannelAddress address, ResidentialGroup group) {}

  /** Lets them join, agree to notices and answer for their households. */
  Mono<List<Resident>> join(UUID ward) {
    return accounts.of(ward).filter(account -> account.channel() == Channel.WEB || account.simulated())
        .collect(Collectors.toMap(ChannelAccount::channel, account -> account, (first, second) -> first))
        .flatMapMany(byChannel -> directory.groups(ward).concatMap(group -> joinGroup(group, byChannel)))
        .collectList();
  }

  private Flux<Resident> joinGroup(ResidentialGroup group, Map<Channel, ChannelAccount> byChannel) {
    long offset = FIRST_ID + Math.floorMod(group.id().hashCode(), 1_000_000) * 1_000L;
    return Flux.range(0, Math.max(3, group.households() / HOUSEHOLDS_A_CONTACT))
        .mapNotNull(i -> byChannel.containsKey(channelOf(i)) ? i : null)
        .concatMap(i -> {
          var channel = channelOf(i);
          return joinOne(new Resident(new ChannelAddress(channel, byChannel.get(channel).id(), Long.toString(offset + i)), group), lastWord(i));
        });
  }

  private Mono<Resident> joinOne(Resident resident, Instant lastWord) {
    var ward = resident.group().wardId();
    return book.findOrAdd(ward, resident.address(), lastWord)
        .delayUntil(contact -> book.joinGroup(ward, contact.id(), resident.group().id(), true))
        .delayUntil(contact -> book.grant(ward, contact.id(), Consent.Purpose.NOTICES, "demo", resident.address().channel(), lastWord))
        .delayUntil(contact -> book.grant(ward, contact.id(), Consent.Purpose.SURVEYS, "demo", resident.address().channel(), lastWord))
        .delayUntil(contact -> book.touched(ward, resident.address(), lastWord))
        .thenReturn(resident);
  }

  private static Channel channelOf(int i) {
    return switch (i % 10) {
      case 0, 1, 2, 3 -> Channel.TELEGRAM;
      case 4 -> Channel.ZALO;
      default -> Channel.WEB;
    };
  }

  /** The demo's Zalo contacts have not written for ten days: a notice cannot reach them, and the dry run says so. */
  private Instant lastWord(int i) {
    return clock.instant().minus(channelOf(i) == Channel.ZALO ? Duration.ofDays(10) : Duration.ofHours(2 + i));
  }
}
