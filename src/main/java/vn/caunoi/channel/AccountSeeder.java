package vn.caunoi.channel;

import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Makes the accounts that the environment describes ({@code TELEGRAM_BOT_TOKEN}, {@code ZALO_APP_ID} …) or that every ward has (web chat).
 * Called at each start for every ward, and when a ward is created; must be idempotent and must not fail because a network is away.
 */
public interface AccountSeeder {
  Mono<Void> seed(UUID ward);
}
