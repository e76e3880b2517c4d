package vn.caunoi.console.channel;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.AccountHealth;
import vn.caunoi.channel.AccountRegister;

/** Puts together what the pages show of accounts. */
@Component
class Rows {
  private final AccountRegister register;
  private final Setups setups;
  private final AccountNumbers numbers;
  private final Clock clock;

  Rows(AccountRegister register, Setups setups, AccountNumbers numbers, Clock clock) {
    this.register = register;
    this.setups = setups;
    this.numbers = numbers;
    this.clock = clock;
  }

  Mono<List<ChannelRow>> of(UUID ward) {
    return numbers.of(ward).flatMap(known -> register.of(ward).map(health -> row(health, known)).collectList());
  }

  Mono<ChannelRow> of(UUID ward, UUID id) {
    return register.get(ward, id).zipWith(numbers.of(ward), this::row);
  }

  Instant now() {
    return clock.instant();
  }

  private ChannelRow row(AccountHealth health, AccountNumbers.Known known) {
    var account = health.account();
    return new ChannelRow(health, setups.origin(account), setups.webhook(account), Trouble.of(account), known.of(account.id()), clock.instant());
  }
}
