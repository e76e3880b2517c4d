package vn.caunoi.channel;

import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Stands before everything else that serves HTTP and takes what the networks post. An event passes no filter chain, no firewall, no
 * observation and no routing: together these cost more than verifying and queueing it.
 */
public final class WebhookDoor implements HttpHandler {
  private final List<Webhook> webhooks;
  private final HttpHandler others;
  private final Callers callers;

  /** Learns of each call: the webhook's path, the account's name in the address, and the answer. Must cost next to nothing. */
  interface Callers {
    void called(String path, String account, HttpStatus answer);
  }

  public WebhookDoor(List<Webhook> webhooks, HttpHandler others) {
    this(webhooks, others, (path, account, answer) -> { });
  }

  WebhookDoor(List<Webhook> webhooks, HttpHandler others, Callers callers) {
    this.webhooks = List.copyOf(webhooks);
    this.others = others;
    this.callers = callers;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    var path = request.getURI().getRawPath();
    for (var webhook : webhooks) {
      if (path.startsWith(webhook.path())) {
        return answer(webhook, path.substring(webhook.path().length()), request, response);
      }
    }
    return others.handle(request, response);
  }

  private Mono<Void> answer(Webhook webhook, String account, ServerHttpRequest request, ServerHttpResponse response) {
    var status = HttpMethod.POST.equals(request.getMethod())
        ? webhook.post(account, request.getHeaders(), body(request))
        : Mono.just(HttpStatus.METHOD_NOT_ALLOWED);
    return status.flatMap(answer -> {
      callers.called(webhook.path(), account, answer);
      response.setStatusCode(answer);
      response.getHeaders().setContentLength(0);
      return response.setComplete();
    });
  }

  private static Mono<byte[]> body(ServerHttpRequest request) {
    return Mono.defer(() -> request.getHeaders().getContentLength() > Webhook.MAX_BODY
        ? Mono.error(new DataBufferLimitException("announced above the cap"))
        : DataBufferUtils.join(request.getBody(), Webhook.MAX_BODY).map(WebhookDoor::drain).defaultIfEmpty(new byte[0]));
  }

  private static byte[] drain(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
