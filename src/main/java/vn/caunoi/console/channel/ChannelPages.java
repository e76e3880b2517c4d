package vn.caunoi.console.channel;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.audit.AuditEntry;
import vn.caunoi.audit.AuditTrail;
import vn.caunoi.channel.AccountStanding;
import vn.caunoi.channel.AccountStandings;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.VietnamTime;

/** The accounts of the ward on the networks: state and reason, pace, webhook address; pause and resume. */
@Controller
class ChannelPages {
  private final ChannelAccounts accounts;
  private final AccountStandings standings;
  private final AuditTrail audit;
  private final TransactionalOperator tx;
  private final String publicUrl;
  private final Clock clock;

  ChannelPages(ChannelAccounts accounts, AccountStandings standings, AuditTrail audit, TransactionalOperator tx, CauNoiSettings settings, Clock clock) {
    this.accounts = accounts;
    this.standings = standings;
    this.audit = audit;
    this.tx = tx;
    this.publicUrl = settings.publicUrl();
    this.clock = clock;
  }

  /** {@code webhook} is empty for the web chat, which needs none. */
  record Row(ChannelAccount account, String webhook, AccountStanding standing) {
    public String rate() {
      var rate = account.ratePerSecond();
      return rate == Math.rint(rate) ? String.valueOf((long) rate) : String.format(Locale.forLanguageTag("vi-VN"), "%.1f", rate);
    }
  }

  @GetMapping("/settings/channels")
  Mono<Rendering> list(@AuthenticationPrincipal CurrentAccount me) {
    return standings.of(me.ward()).flatMap(known -> accounts.of(me.ward())
            .map(account -> new Row(account, webhook(account), known.getOrDefault(account.id(), AccountStanding.unknown(account.id())))).collectList())
        .map(rows -> Rendering.view("channel/list").modelAttribute("rows", rows)
            .modelAttribute("today", VietnamTime.dateOf(clock.instant())).build());
  }

  @PostMapping("/settings/channels/{id}/pause")
  Mono<Rendering> pause(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return change(me, id, "channel_paused", accounts.markPaused(me.ward(), id));
  }

  @PostMapping("/settings/channels/{id}/resume")
  Mono<Rendering> resume(@AuthenticationPrincipal CurrentAccount me, @PathVariable UUID id) {
    return change(me, id, "channel_resumed", accounts.markActive(me.ward(), id));
  }

  private Mono<Rendering> change(CurrentAccount me, UUID id, String action, Mono<Void> change) {
    return accounts.get(me.ward(), id).then(change)
        .then(audit.record(AuditEntry.of(me.ward(), me.officer().id(), action, "channel_account", id)))
        .as(tx::transactional)
        .then(Mono.just(Rendering.redirectTo("/settings/channels").status(HttpStatus.SEE_OTHER).build()));
  }

  private String webhook(ChannelAccount account) {
    return account.channel() == Channel.WEB ? "" : "%s/webhooks/%s/%s".formatted(publicUrl, account.channel().name().toLowerCase(Locale.ROOT), account.name());
  }
}
