package vn.caunoi.channel.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.InboundMedia;

class ZaloMediaTests {
  private final ZaloMedia media = new ZaloMedia();

  @ParameterizedTest
  @ValueSource(strings = {"http://photo.zdn.vn/1.jpg", "https://127.0.0.1/1.jpg", "https://localhost/1.jpg", "https://10.0.0.5/1.jpg",
      "https://[::1]/1.jpg", "file:///etc/passwd", "not an address", ""})
  void aRealAccountFetchesOverHttpsFromNamedHostsOnly(String reference) {
    assertThat(media.fetch(account(false), reference).block()).isNull();
  }

  @Test
  void aPhotoAboveTheCapIsNotTaken() {
    var server = HttpServer.create().host("127.0.0.1").port(0)
        .handle((request, response) -> response.sendByteArray(Mono.just(new byte[InboundMedia.MAX_BYTES + 1]))).bindNow();
    assertThat(media.fetch(account(true), address(server)).block()).isNull();
    server.disposeNow();
  }

  @Test
  void aRedirectIsNotFollowed() {
    var server = HttpServer.create().host("127.0.0.1").port(0)
        .handle((request, response) -> response.status(302).header("Location", "http://127.0.0.1:1/").send()).bindNow();
    assertThat(media.fetch(account(true), address(server)).block()).isNull();
    server.disposeNow();
  }

  private static String address(DisposableServer server) {
    return "http://127.0.0.1:" + server.port() + "/1.jpg";
  }

  private static ChannelAccount account(boolean simulated) {
    return new ChannelAccount(
        UUID.randomUUID(), UUID.randomUUID(), Channel.ZALO, "default", "1", simulated, ChannelAccount.Status.ACTIVE, null, 1);
  }
}
