package vn.caunoi.tip;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.contact.ReplyWindow;
import vn.caunoi.contact.WindowCheck;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.delivery.NewDelivery;
import vn.caunoi.delivery.Route;
import vn.caunoi.platform.ConfigFiles;

/** How an answer finds its reporter: the seal is opened in memory, and what goes into the ledger names no contact. */
@Component
public class TipReplies {
  private final Tips tips;
  private final ReporterSeal seal;
  private final ContactBook contacts;
  private final DeliveryLedger ledger;
  private final Context context;

  /** {@code config/texts/tip.yaml}. */
  record Texts(String reply) {}

  /** Time, prices, the network to be asked, its accounts, and our own words. */
  @Component
  static class Context {
    private final Clock clock;
    private final MessagePrices prices;
    private final WindowCheck check;
    private final ChannelAccounts accounts;
    private final Texts texts;

    Context(Clock clock, MessagePrices prices, WindowCheck check, ChannelAccounts accounts, ConfigFiles files) {
      this.clock = clock;
      this.prices = prices;
      this.check = check;
      this.accounts = accounts;
      this.texts = files.read("config/texts/tip.yaml", Texts.class);
    }
  }

  TipReplies(Tips tips, ReporterSeal seal, ContactBook contacts, DeliveryLedger ledger, Context context) {
    this.tips = tips;
    this.seal = seal;
    this.contacts = contacts;
    this.ledger = ledger;
    this.context = context;
  }

  /** Claims closed tips whose reporter may be asked about them, in any ward and only once, within the caller's transaction. */
  public Flux<Tip> claimClosed(int limit) {
    return tips.claimToRate(limit);
  }

  /** Whether an answer can reach the reporter now, how long yet and for what price. Says nothing else about them. */
  Mono<TipReach> reach(Tip tip) {
    return reach(tip, address -> window(tip.wardId(), address));
  }

  /** {@link #reach}, after asking the network when our ledger says that nothing can arrive. */
  Mono<TipReach> askedReach(Tip tip) {
    return reach(tip, address -> context.check.ask(tip.wardId(), address));
  }

  private Mono<TipReach> reach(Tip tip, Function<ChannelAddress, Mono<ReplyWindow>> decide) {
    return seal.open(tip.wardId(), tip.id())
        .flatMap(address -> Mono.zip(decide.apply(address).defaultIfEmpty(new ReplyWindow.Closed(ReplyWindow.Closed.FORGOTTEN)),
            context.accounts.get(tip.wardId(), address.accountId()).map(account -> account.status() != ChannelAccount.Status.ACTIVE)))
        .map(known -> new TipReach(tip.code(), tip.channel(), known.getT1(), known.getT2()))
        .defaultIfEmpty(new TipReach(tip.code(), tip.channel(), new ReplyWindow.Closed(ReplyWindow.Closed.ANONYMOUS), false));
  }

  private Mono<ReplyWindow> window(UUID ward, ChannelAddress address) {
    return contacts.reach(ward, address).map(reach -> reach.window(context.clock.instant(), context.prices));
  }

  /** Puts the answer into the ledger; empty when the reporter cannot be reached, so that it waits on the tip's page. */
  Mono<UUID> send(Tip tip, String words) {
    return send(tip, NewDelivery.Purpose.TIP_REPLY, OutboundMessage.text(context.texts.reply().replace("{code}", tip.code()).replace("{text}", words)));
  }

  /** Writes to whoever reported this tip, if that is possible now; empty when it is not. The caller never learns who it was. */
  public Mono<UUID> send(Tip tip, NewDelivery.Purpose purpose, OutboundMessage message) {
    return seal.open(tip.wardId(), tip.id())
        .filterWhen(address -> window(tip.wardId(), address).map(ReplyWindow::open).defaultIfEmpty(false))
        .map(address -> new NewDelivery(tip.wardId(), address, purpose, route(address.channel()), message, null, null, true))
        .flatMap(ledger::enqueue);
  }

  private static Route route(Channel channel) {
    return switch (channel) {
      case ZALO -> Route.ZALO_WINDOW;
      case TELEGRAM -> Route.TELEGRAM;
      case WEB -> Route.WEB;
    };
  }
}
