package vn.caunoi.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/**
 * Asks a ClamAV daemon about some bytes with its command INSTREAM (clamd(8)): {@code zINSTREAM\0}, then chunks that begin with their length
 * in four bytes, network order, the last one empty. The answer is {@code stream: OK\0}, {@code stream: <name> FOUND\0}, or ends in
 * {@code ERROR\0}. Nothing but the bytes of the photo is sent; the daemon belongs on the ward's own machine or network.
 */
class Clamd {
  private static final Logger log = LoggerFactory.getLogger(Clamd.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 3_000;
  private static final int CHUNK = 64 * 1024;
  /** An answer is one short line. */
  private static final int MOST_PARTS = 16;

  private final ClamdSettings settings;
  private final TcpClient client;
  private final Clock clock;
  private volatile Instant awayUntil = Instant.EPOCH;

  Clamd(ClamdSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.client = TcpClient.create(ConnectionProvider.newConnection()).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
  }

  boolean isSet() {
    return settings.host() != null;
  }

  /** As {@link #scan}, but a daemon that just failed is not waited for again: somebody who sends a photo waits as well. */
  Mono<Scan> scanSoon(byte[] bytes) {
    return Mono.defer(() -> clock.instant().isBefore(awayUntil) ? Mono.just(Scan.WAITING) : scan(bytes));
  }

  /** Never errs: {@link Scan#WAITING} when the daemon is away, too slow or does not know. */
  Mono<Scan> scan(byte[] bytes) {
    var host = settings.host();
    if (host == null) {
      return Mono.just(Scan.UNSCANNED);
    }
    return Mono.usingWhen(client.host(host).port(settings.port()).connect(), connection -> ask(connection, bytes), Clamd::close)
        .timeout(LIMIT)
        .map(Clamd::read)
        .onErrorResume(e -> {
          awayUntil = clock.instant().plus(AWAY);
          log.warn("virus scanner does not answer cause={}", e.getClass().getSimpleName());
          return Mono.just(Scan.WAITING);
        })
        .defaultIfEmpty(Scan.WAITING);
  }

  /** The daemon may answer and hang up before it has read everything, so the answer is read even when writing failed. */
  private static Mono<String> ask(Connection connection, byte[] bytes) {
    return connection.outbound().send(frames(bytes)).then().onErrorComplete()
        .then(Mono.defer(() -> connection.inbound().receive().asString(StandardCharsets.US_ASCII)
            .take(MOST_PARTS).takeUntil(part -> part.indexOf('\0') >= 0).reduce("", String::concat)));
  }

  private static Flux<ByteBuf> frames(byte[] bytes) {
    var command = Mono.just(Unpooled.wrappedBuffer("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII)));
    var chunks = Flux.range(0, (bytes.length + CHUNK - 1) / CHUNK).map(i -> {
      int length = Math.min(CHUNK, bytes.length - i * CHUNK);
      return Unpooled.wrappedBuffer(Unpooled.copyInt(length), Unpooled.wrappedBuffer(bytes, i * CHUNK, length));
    });
    return Flux.concat(command, chunks, Mono.just(Unpooled.copyInt(0)));
  }

  private static Mono<Void> close(Connection connection) {
    return Mono.fromRunnable(connection::dispose);
  }

  private static Scan read(String answer) {
    var line = answer.replace("\0", "").strip();
    if (line.endsWith("FOUND")) {
      return Scan.INFECTED;
    }
    return line.equals("stream: OK") ? Scan.CLEAN : Scan.WAITING;
  }
}
