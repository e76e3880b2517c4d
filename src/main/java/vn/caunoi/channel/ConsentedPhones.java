package vn.caunoi.channel;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Phone numbers that residents agreed to be written at. Implemented by {@code contact}. */
public interface ConsentedPhones {
  /** In the form {@code 84901234567}; empty when this resident gave none or took it back. */
  Mono<String> find(UUID ward, ChannelAddress address);
}
