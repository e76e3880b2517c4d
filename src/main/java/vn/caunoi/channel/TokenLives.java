package vn.caunoi.channel;

import java.util.UUID;
import reactor.core.publisher.Flux;

/** Whose tokens end when. Implemented by the channels whose tokens do end. */
public interface TokenLives {
  /** Of all accounts of a ward that have tokens. */
  Flux<TokenLife> of(UUID ward);
}
