package vn.caunoi.channel.zalo;

import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.InboundMedia;
import vn.caunoi.platform.CauNoiSettings;

/** Fetches photos by the address in the event, which needs no token and dies within half an hour or so. */
class ZaloMedia implements InboundMedia {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Logger log = LoggerFactory.getLogger(ZaloMedia.class);

  private final WebClient client = WebClient.builder()
      .clientConnector(new ReactorClientHttpConnector(ZaloApi.http(Duration.ofSeconds(3), TIMEOUT))).build();

  @Override
  public Channel channel() {
    return Channel.ZALO;
  }

  @Override
  public Mono<byte[]> fetch(ChannelAccount account, String reference) {
    return Mono.justOrEmpty(reference)
        .mapNotNull(ZaloMedia::parse)
        .filter(address -> allowed(account, address))
        .flatMap(address -> client.get().uri(address).exchangeToMono(this::bytes).timeout(TIMEOUT))
        .onErrorResume(failure -> {
          log.warn("zalo photo not fetched account={} cause={}", account.id(), failure.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  /** Events are signed, yet nothing should make us call into our own network. Redirects are not followed. */
  private static boolean allowed(ChannelAccount account, URI address) {
    var host = address.getHost();
    if (host == null) {
      return false;
    }
    boolean loopback = CauNoiSettings.isLoopback(host);
    boolean name = host.matches(".*[a-zA-Z].*") && host.contains(".") && !host.contains(":");
    return account.simulated() ? loopback : name && !loopback && "https".equals(address.getScheme());
  }

  private Mono<byte[]> bytes(ClientResponse response) {
    if (response.statusCode().value() != 200 || response.headers().contentLength().orElse(0) > MAX_BYTES) {
      return response.releaseBody().then(Mono.empty());
    }
    return DataBufferUtils.join(response.bodyToFlux(DataBuffer.class), MAX_BYTES).map(buffer -> {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      DataBufferUtils.release(buffer);
      return bytes;
    });
  }

  private static URI parse(String reference) {
    try {
      return URI.create(reference);
    } catch (IllegalArgumentException e) {
      return URI.create("");
    }
  }
}
