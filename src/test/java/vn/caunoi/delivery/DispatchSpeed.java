package vn.caunoi.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.delivery.Delivery.Status;

/** Prints how fast messages leave. Not part of the build: {@code mvn verify -Dtest=none -Dit.test=DispatchSpeed}. */
@CauNoiTest
class DispatchSpeed {
  @Autowired DeliveryLedger ledger;
  @Autowired LedgerFixture fixture;
  @Autowired TestWard wards;

  @Test
  void withoutPace() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      measure(1_000_000, 10_000 * (round + 1), LedgerFixture.UNPACED, Integer.MAX_VALUE);
    }
  }

  @Test
  void atThePaceOfTheAccount() throws InterruptedException {
    measure(25, 500, LedgerFixture.PACED, 30);
    measure(29, 580, LedgerFixture.PACED, 30);
  }

  private void measure(double perSecond, int count, DeliverySettings settings, int providersLimit) throws InterruptedException {
    var ward = wards.create().id();
    var campaign = UUID.randomUUID();
    var account = fixture.account(ward, Channel.ZALO, perSecond);
    var provider = new Provider(providersLimit);
    var targets = fixture.targets(account, count);
    long planFrom = System.nanoTime();
    for (var page : LedgerFixture.pages(targets, 5_000)) {
      ledger.enqueueCampaign(ward, campaign, page).block();
    }
    double planned = count * 1e9 / (System.nanoTime() - planFrom);
    long from = System.nanoTime();
    long cpuFrom = cpu();
    try (var lane = fixture.run(account, provider, settings)) {
      while (ledger.tally(ward, campaign).block().of(Status.ACCEPTED) < count) {
        Thread.sleep(100);
      }
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    System.out.printf("SPEED %d deliveries in %.1f s = %.1f/s (planned %.0f rows/s, %.2f ms of processor each with the provider); 429: %d%n",
        count, seconds, count / seconds, planned, (cpu() - cpuFrom) / 1e6 / count, provider.refused.get());
    provider.server.disposeNow();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  /** Answers over HTTP on loopback, and refuses more than its limit in any second. */
  private static class Provider implements MessageSender {
    private final AtomicInteger refused = new AtomicInteger();
    private final ArrayDeque<Long> lastSecond = new ArrayDeque<>();
    private final int limit;
    private final DisposableServer server;
    private final WebClient client;

    Provider(int limit) {
      this.limit = limit;
      this.server = HttpServer.create().port(0).handle((request, response) -> request.receive().aggregate().asString().defaultIfEmpty("")
          .flatMap(body -> response.status(allows() ? 200 : 429).sendString(Mono.just("{\"ok\":true}")).then())).bindNow();
      this.client = WebClient.create("http://127.0.0.1:" + server.port());
    }

    private synchronized boolean allows() {
      long now = System.nanoTime();
      while (!lastSecond.isEmpty() && now - lastSecond.peekFirst() > 1_000_000_000L) {
        lastSecond.removeFirst();
      }
      if (lastSecond.size() >= limit) {
        refused.incrementAndGet();
        return false;
      }
      lastSecond.addLast(now);
      return true;
    }

    @Override
    public Channel channel() {
      return Channel.ZALO;
    }

    @Override
    public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
      return client.post().uri("/send").bodyValue("{\"to\":\"" + to.externalId() + "\",\"text\":\"" + message.text() + "\"}")
          .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode().value()))
          .map(status -> status == 200 ? new SendOutcome.Accepted(deliveryId.toString()) : new SendOutcome.RateLimited(Duration.ofSeconds(1)));
    }
  }
}
