package vn.caunoi.channel.simulated;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.server.HttpServerResponse;

/** How answers leave, well or badly. */
final class TelegramTwinWire {
  private static final String JSON = "application/json";

  private TelegramTwinWire() {}

  static Publisher<Void> send(HttpServerResponse response, TelegramTwinReply reply) {
    return response.status(reply.status()).header(HttpHeaderNames.CONTENT_TYPE, JSON)
        .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(reply.body().length)).sendByteArray(Mono.just(reply.body()));
  }

  static Publisher<Void> page(HttpServerResponse response, TelegramTwinFault.Page page) {
    return response.status(page.status()).header(HttpHeaderNames.CONTENT_TYPE, page.contentType()).sendString(Mono.just(page.body())).then();
  }

  static Publisher<Void> download(HttpServerResponse response, byte @Nullable [] bytes) {
    return bytes == null
        ? send(response, TelegramTwinReply.no(404, "Not Found"))
        : response.header(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream").sendByteArray(Mono.just(bytes));
  }

  /** The first half of the answer, then the end of the connection. */
  static Mono<Void> cut(HttpServerResponse response, TelegramTwinReply reply) {
    var half = Arrays.copyOf(reply.body(), reply.body().length / 2);
    return response.status(200).header(HttpHeaderNames.CONTENT_TYPE, JSON)
        .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(reply.body().length))
        .send(ByteBufFlux.fromInbound(Mono.just(half))).then().then(close(response));
  }

  static Mono<Void> close(HttpServerResponse response) {
    return Mono.<Void>fromRunnable(() -> response.withConnection(connection -> connection.channel().close())).then(Mono.never());
  }
}
