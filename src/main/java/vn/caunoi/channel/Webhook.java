package vn.caunoi.channel;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/** Where a network posts its events. Called before filters, sessions and routing, so it verifies by itself who calls. */
public interface Webhook {
  /** Largest body that is read, in bytes. */
  int MAX_BODY = 1024 * 1024;

  /** The address without the account's name, for instance {@code /webhooks/zalo/}. */
  String path();

  /**
   * Every way this can end is a status; the Mono errs only on a bug. {@code body} is read when subscribed, and errs with
   * {@link org.springframework.core.io.buffer.DataBufferLimitException} above {@link #MAX_BODY}.
   */
  Mono<HttpStatus> post(String account, HttpHeaders headers, Mono<byte[]> body);
}
