package vn.caunoi.platform;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place where an exception meets HTTP: scripts get a problem document (RFC 9457), browsers the error page of the same status. The
 * text never repeats what somebody sent; a reference number joins it to the log.
 */
@Component
@Order(-2)
class Problems implements WebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(error);
    }
    var problem = problem(error);
    var reference = exchange.getRequest().getId();
    problem.setProperty("reference", reference);
    if (problem.getStatus() >= 500) {
      log.error("request failed reference={} path={}", reference, exchange.getRequest().getPath().value(), error);
    }
    return wantsPage(exchange)
        ? Mono.error(new ResponseStatusException(HttpStatusCode.valueOf(problem.getStatus()), problem.getDetail(), error))
        : write(exchange, problem);
  }

  private Mono<Void> write(ServerWebExchange exchange, ProblemDetail problem) {
    var response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(problem.getStatus()));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    var bytes = json.writeValueAsBytes(problem);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
  }

  private static ProblemDetail problem(Throwable error) {
    return switch (error) {
      case NotFound e -> of(HttpStatus.NOT_FOUND, "Không tìm thấy", e.getMessage());
      case Conflict e -> of(HttpStatus.CONFLICT, "Không thực hiện được lúc này", e.getMessage());
      case Forbidden e -> of(HttpStatus.FORBIDDEN, "Không được phép", e.getMessage());
      case InvalidInput e -> invalid(e);
      case ErrorResponse e -> known(e);
      default -> of(HttpStatus.INTERNAL_SERVER_ERROR, "Có lỗi của hệ thống", "Dữ liệu đã lưu không bị mất. Xin thử lại, hoặc báo quản trị mã tham chiếu.");
    };
  }

  private static ProblemDetail invalid(InvalidInput e) {
    var problem = of(HttpStatus.BAD_REQUEST, "Dữ liệu chưa đúng", e.getMessage());
    problem.setProperty("errors", Map.of(e.field(), String.valueOf(e.getMessage())));
    return problem;
  }

  /** Spring's own errors carry a status; their words are English and may quote the request, so only the status is kept. */
  private static ProblemDetail known(ErrorResponse e) {
    var status = e.getStatusCode();
    var detail = switch (status.value()) {
      case 400 -> "Yêu cầu không đúng dạng.";
      case 401 -> "Cần đăng nhập.";
      case 403 -> "Tài khoản này không được làm việc này.";
      case 404 -> "Không có địa chỉ này.";
      case 405 -> "Địa chỉ này không nhận cách gọi đó.";
      case 413 -> "Nội dung gửi lên lớn quá.";
      case 415 -> "Kiểu nội dung này không được nhận.";
      case 503 -> "Hệ thống đang bận, xin thử lại sau ít giây.";
      default -> "Không thực hiện được.";
    };
    return of(status, title(status), detail);
  }

  private static String title(HttpStatusCode status) {
    return switch (status.value()) {
      case 401 -> "Chưa đăng nhập";
      case 403 -> "Không được phép";
      case 404, 405 -> "Không tìm thấy";
      case 503 -> "Đang bận";
      default -> status.is4xxClientError() ? "Dữ liệu chưa đúng" : "Có lỗi của hệ thống";
    };
  }

  private static ProblemDetail of(HttpStatusCode status, String title, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return problem;
  }

  private static boolean wantsPage(ServerWebExchange exchange) {
    var path = exchange.getRequest().getPath().value();
    return !path.startsWith("/api/") && !path.startsWith("/webhooks/") && !path.startsWith("/actuator")
        && exchange.getRequest().getHeaders().getAccept().stream().anyMatch(type -> type.getSubtype().equals("html"));
  }
}
