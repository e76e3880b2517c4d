package vn.caunoi.channel.zalo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InteractionProbe;

/**
 * The pre-flight for one resident:
 * <pre>POST /v3.0/oa/quota/message {"user_id":"6647…"} → {"last_interaction":"1763790012345","cs_reply":{"remain":"8","total":"8"}, …}</pre>
 * Asked while a person waits in front of a form, so it has little time.
 */
@Component
class ZaloInteractionProbe implements InteractionProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Logger log = LoggerFactory.getLogger(ZaloInteractionProbe.class);

  private final ZaloApi api;
  private final SignedCalls calls;

  ZaloInteractionProbe(ZaloApi api, SignedCalls calls) {
    this.api = api;
    this.calls = calls;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO;
  }

  @Override
  public Mono<Instant> lastInteraction(ChannelAccount account, ChannelAddress of) {
    return calls.ask(account, token -> api.post(account.simulated(), "/v3.0/oa/quota/message", token, Map.of("user_id", of.externalId())))
        .timeout(PATIENCE)
        .flatMap(answer -> answer instanceof ZaloAnswer.Said said && said.error() == 0
            ? Mono.justOrEmpty(time(ZaloEvents.text(said.data(), "last_interaction"))) : Mono.empty())
        .onErrorResume(e -> {
          log.info("zalo does not tell the last interaction account={} error={}", account.id(), e.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  /** Milliseconds of the epoch as text or number; 0 is never. */
  private static java.util.Optional<Instant> time(String millis) {
    return millis.matches("[1-9]\\d{0,17}") ? java.util.Optional.of(Instant.ofEpochMilli(Long.parseLong(millis))) : java.util.Optional.empty();
  }
}
