package vn.caunoi.channel.webchat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.channel.InboxUnavailable;
import vn.caunoi.channel.webchat.FrontDoor.Writer;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.LiveUpdates;

/** What visitors send. Scripts are answered 202 after the commit; a form posted without JavaScript is led back to the page. */
@RestController
@RequestMapping(WebchatCalls.ROOM)
class WebchatCalls {
  static final String ROOM = "/chat/{ward:[a-z0-9-]{1,60}}";

  private static final int MAX_BODY = 64 * 1024;
  private static final int UPLOADS_AT_ONCE = 6;
  /** Without JavaScript the answer is seen only if it is there when the page is loaded again. */
  private static final Duration WAIT_FOR_ANSWER = Duration.ofSeconds(2);

  private final FrontDoor door;
  private final WebchatIntake intake;
  private final LiveUpdates live;
  private final JsonMapper json;
  private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE);

  WebchatCalls(FrontDoor door, WebchatIntake intake, LiveUpdates live, JsonMapper json) {
    this.door = door;
    this.intake = intake;
    this.live = live;
    this.json = json;
  }

  @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Map<String, String>>> message(@PathVariable String ward, ServerHttpRequest request) {
    return door.writer(request, ward, VisitorPace.MESSAGES)
        .flatMap(writer -> body(request).flatMap(input -> intake.take(writer.room(), writer.key(), input)).thenReturn(accepted(writer)));
  }

  @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Mono<ResponseEntity<Void>> form(@PathVariable String ward, ServerWebExchange exchange) {
    return door.writer(exchange.getRequest(), ward, VisitorPace.MESSAGES)
        .doOnNext(writer -> refuseLarge(exchange.getRequest()))
        .flatMap(writer -> exchange.getFormData().map(ChatInput::of)
            .flatMap(input -> intake.take(writer.room(), writer.key(), input))
            .delayUntil(visitor -> answer(writer, visitor))
            .thenReturn(back(writer)));
  }

  /** Only scripts send photos here; the request is never read by Spring's multipart reader, which would use temporary files. */
  @PostMapping(path = "/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Mono<ResponseEntity<Map<String, String>>> photo(@PathVariable String ward, ServerHttpRequest request,
      @RequestBody Flux<PartEvent> events) {
    return door.writer(request, ward, VisitorPace.PHOTOS)
        .flatMap(writer -> oneOfFew(PhotoUpload.read(events).flatMap(upload -> intake.take(writer.room(), writer.key(), upload)))
            .thenReturn(accepted(writer)));
  }

  @ExceptionHandler({InboxUnavailable.class, RejectedExecutionException.class})
  ResponseEntity<ProblemDetail> busy() {
    return problem(HttpStatus.SERVICE_UNAVAILABLE, "Hệ thống đang bận, tin chưa gửi được. Xin thử lại sau ít giây.");
  }

  @ExceptionHandler(DataBufferLimitException.class)
  ResponseEntity<ProblemDetail> tooLarge() {
    return problem(HttpStatus.CONTENT_TOO_LARGE, "Tin dài quá. Xin chia thành nhiều tin.");
  }

  private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemDetail.forStatusAndDetail(status, detail));
  }

  private Mono<ChatInput> body(ServerHttpRequest request) {
    return DataBufferUtils.join(request.getBody(), MAX_BODY).map(buffer -> {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      DataBufferUtils.release(buffer);
      return parse(bytes);
    });
  }

  private ChatInput parse(byte[] bytes) {
    try {
      return json.readValue(bytes, ChatInput.class);
    } catch (JacksonException e) {
      throw new InvalidInput("body", "Trang đã cũ. Xin tải lại trang rồi gửi lại.");
    }
  }

  private static void refuseLarge(ServerHttpRequest request) {
    long length = request.getHeaders().getContentLength();
    if (length < 0 || length > MAX_BODY) {
      throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "Tin dài quá. Xin chia thành nhiều tin.");
    }
  }

  /** An upload holds its photo in memory. */
  private Mono<UUID> oneOfFew(Mono<UUID> upload) {
    return Mono.using(() -> {
      if (!uploads.tryAcquire()) {
        throw new InboxUnavailable("too many uploads at once");
      }
      return uploads;
    }, permit -> upload, Semaphore::release);
  }

  private Mono<LiveUpdates.Announcement> answer(Writer writer, UUID visitor) {
    return live.of(writer.room().wardId(), WebchatSender.TOPIC).filter(update -> update.id().equals(visitor)).next()
        .timeout(WAIT_FOR_ANSWER, Mono.empty());
  }

  private ResponseEntity<Map<String, String>> accepted(Writer writer) {
    return door.withKey(ResponseEntity.accepted(), writer).body(Map.of("status", "received"));
  }

  private ResponseEntity<Void> back(Writer writer) {
    return door.withKey(ResponseEntity.status(HttpStatus.SEE_OTHER), writer).location(URI.create(writer.room().path())).build();
  }
}
