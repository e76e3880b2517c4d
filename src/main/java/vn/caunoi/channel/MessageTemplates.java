package vn.caunoi.channel;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The approved templates of the ward's accounts, as the network lists them. */
public interface MessageTemplates {
  /** When an account's list was last read, and in Vietnamese what stood in the way, null when nothing did. */
  record Reading(UUID accountId, Instant at, @Nullable String trouble) {}

  /** Of all accounts of the ward, usable ones first. */
  Flux<MessageTemplate> of(UUID ward);

  /** Empty when the account has no such template. */
  Mono<MessageTemplate> find(UUID ward, UUID account, String templateId);

  Flux<Reading> readings(UUID ward);

  /** Reads the list anew from the network; gives how many templates there are. A refusal comes as {@link vn.caunoi.platform.Conflict}. */
  Mono<Integer> synchronise(UUID ward, UUID account);

  /** Sends one for trial, by phone: the network delivers it to administrators of the account and of its app alone, and charges nothing. */
  Mono<SendOutcome> rehearse(UUID ward, UUID account, String templateId, String phone, Map<String, String> values);
}
