package vn.caunoi.channel.zalo;

import static vn.caunoi.channel.AccountCheck.failed;
import static vn.caunoi.channel.AccountCheck.passed;
import static vn.caunoi.channel.AccountCheck.waiting;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.AccountCheck;
import vn.caunoi.channel.AccountCheck.Step;
import vn.caunoi.channel.AccountHealth;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.zalo.AccessTokens.NoToken;
import vn.caunoi.platform.VietnamTime;

/** Looks at one OA, a step at a time, and says in words what to do. */
class ZaloChecks {
  private static final String CONNECT = "Bấm Kết nối OA để đăng nhập OA tại Zalo, hoặc dán cặp mã lấy từ API Explorer.";

  private final ZaloApi api;
  private final AccessTokens tokens;
  private final TokenPairs pairs;
  private final AccountRegister register;

  ZaloChecks(ZaloApi api, AccessTokens tokens, TokenPairs pairs, AccountRegister register) {
    this.api = api;
    this.tokens = tokens;
    this.pairs = pairs;
    this.register = register;
  }

  Mono<AccountCheck> keys(ChannelAccount account, ZaloCredentials credentials) {
    if (credentials.appId().isBlank() || credentials.appSecret().isBlank() || credentials.oaId().isBlank()) {
      return Mono.just(failed(Step.KEYS, "Còn thiếu mã ứng dụng, khoá bí mật của ứng dụng hoặc mã OA.", "Điền ở mục Thay mã bên dưới."));
    }
    return register.isTaken(account, credentials.oaId()).map(taken -> taken
        ? failed(Step.KEYS, "OA " + credentials.oaId() + " đã được kết nối ở một tài khoản khác của hệ thống này.",
            "Mỗi OA chỉ kết nối một lần. Gỡ tài khoản kia, hoặc dùng OA khác.")
        : passed(Step.KEYS, "Ứng dụng " + credentials.appId() + ", OA " + credentials.oaId() + "."));
  }

  /** The last call of the webhook tells whether the OA secret is right. */
  static AccountCheck webhook(AccountHealth health, ZaloCredentials credentials) {
    var pulse = health.pulse();
    if (credentials.oaSecret().isBlank()) {
      return waiting(Step.WEBHOOK, (pulse.calledAt() == null
          ? "Lưu địa chỉ bên dưới ở trang Webhook của ứng dụng tại developers.zalo.me. "
          : "Zalo đã gọi thử lúc " + VietnamTime.minute(pulse.calledAt()) + ". ")
          + "Sau đó chép Khoá bí mật OA (OA Secret Key) ở trang ấy vào mục Thay mã; chưa có khoá thì mọi tin tới đều bị bỏ.");
    }
    if (pulse.isRefused()) {
      return failed(Step.WEBHOOK, "Zalo gọi lúc " + VietnamTime.minute(pulse.refusedAt()) + " nhưng chữ ký sai.",
          "Chép lại Khoá bí mật OA ở trang Webhook của ứng dụng (khác với khoá bí mật của ứng dụng) và kiểm tra mã ứng dụng.");
    }
    return pulse.calledAt() == null
        ? waiting(Step.WEBHOOK, "Lưu địa chỉ bên dưới ở trang Webhook của ứng dụng tại developers.zalo.me, bật các sự kiện. Zalo gọi thử ngay khi lưu; dòng này tự đổi.")
        : passed(Step.WEBHOOK, "Zalo gọi được, chữ ký đúng, lúc " + VietnamTime.minute(pulse.calledAt()) + ".");
  }

  Mono<AccountCheck> signIn(ChannelAccount account, ZaloCredentials credentials) {
    boolean seeded = !credentials.accessToken().isBlank() || !credentials.refreshToken().isBlank();
    return pairs.find(account).hasElement().flatMap(kept -> kept || seeded
        ? tokens.current(account).map(token -> passed(Step.SIGN_IN, "Có mã truy cập còn hạn; hệ thống tự làm mới."))
            .onErrorResume(NoToken.class, none -> Mono.just(noToken(Step.SIGN_IN, none.outcome())))
        : Mono.just(waiting(Step.SIGN_IN, CONNECT)));
  }

  private static AccountCheck noToken(Step step, SendOutcome outcome) {
    return outcome instanceof SendOutcome.AccountDown
        ? failed(step, "Zalo không nhận mã truy cập nữa.", CONNECT)
        : failed(step, "Chưa làm mới được mã truy cập: chưa tới được Zalo.",
            "Kiểm tra máy chủ có ra được Internet tới oauth.zaloapp.com không. Những gì đã nhập vẫn được giữ; có mạng thì bấm Kiểm tra lại.");
  }

  Mono<AccountCheck> account(ChannelAccount account, ZaloCredentials credentials) {
    return tokens.current(account).flatMap(token -> api.get(account.simulated(), "/v2.0/oa/getoa", token)
            .flatMap(answer -> answer instanceof ZaloAnswer.Said said && ZaloErrors.wantsToken(said.error())
                ? tokens.renew(account, token).flatMap(fresh -> api.get(account.simulated(), "/v2.0/oa/getoa", fresh))
                : Mono.just(answer)))
        .map(answer -> described(answer, credentials.oaId()))
        .onErrorResume(NoToken.class, none -> Mono.just(noToken(Step.ACCOUNT, none.outcome())));
  }

  /** {@code {"data":{"oa_id":"…","name":"…","oa_type":4,"is_verified":true,"package_name":"…"},"error":0}}; some documents say {@code oaid}. */
  private static AccountCheck described(ZaloAnswer answer, String expected) {
    return switch (answer) {
      case ZaloAnswer.Said said when said.error() == 0 -> described(said.data(), expected);
      case ZaloAnswer.Said said -> failed(Step.ACCOUNT, "Zalo từ chối (lỗi " + said.error() + ").", remedy(said.error()));
      case ZaloAnswer.NeverLeft away -> failed(Step.ACCOUNT, "Chưa tới được Zalo.",
          "Kiểm tra máy chủ có ra được Internet tới openapi.zalo.me không (tường lửa, proxy). Những gì đã nhập vẫn được giữ; có mạng thì bấm Kiểm tra lại.");
      case ZaloAnswer.Lost lost -> failed(Step.ACCOUNT, "Zalo không trả lời kịp.", "Những gì đã nhập vẫn được giữ; bấm Kiểm tra lại.");
      case ZaloAnswer.Unreadable odd -> failed(Step.ACCOUNT, "Có trả lời nhưng không phải của Zalo (HTTP " + odd.httpStatus() + ").",
          "Zalo đang trục trặc, hoặc một cổng mạng ở giữa chặn lại. Bấm Kiểm tra lại sau ít phút.");
    };
  }

  private static AccountCheck described(JsonNode oa, String expected) {
    var id = ZaloEvents.text(oa, "oa_id").isEmpty() ? ZaloEvents.text(oa, "oaid") : ZaloEvents.text(oa, "oa_id");
    if (!id.isEmpty() && !id.equals(expected)) {
      return failed(Step.ACCOUNT, "Mã truy cập này là của OA khác (" + id + ").", "Đăng nhập lại bằng đúng OA, hoặc sửa mã OA ở mục Thay mã.");
    }
    var kind = switch (ZaloEvents.text(oa, "oa_type")) {
      case "2" -> "OA doanh nghiệp";
      case "4" -> "OA cơ quan nhà nước";
      default -> "OA chưa rõ loại";
    };
    var verified = switch (ZaloEvents.text(oa, "is_verified")) {
      case "true", "1" -> ", đã xác thực";
      case "false", "0" -> ", chưa xác thực";
      default -> "";
    };
    var bundle = ZaloEvents.text(oa, "package_name");
    return passed(Step.ACCOUNT, ZaloEvents.text(oa, "name") + ": " + kind + verified + (bundle.isEmpty() ? "" : ", gói " + bundle) + ".");
  }

  private static String remedy(int error) {
    return switch (error) {
      case -216, -220 -> CONNECT;
      case -204, -205 -> "OA đã bị xoá hoặc không có: kiểm tra mã OA.";
      case -209, -219 -> "Ứng dụng chưa kích hoạt hoặc đã bị tắt: mở developers.zalo.me và bật lại ứng dụng.";
      case -212, -223 -> "Ứng dụng chưa được OA cấp quyền này: kết nối lại OA và đồng ý đủ các quyền.";
      case -221 -> "OA chưa xác thực: làm xác thực ở oa.zalo.me.";
      case -224 -> "Gói của OA chưa có Open API: nâng gói ở oa.zalo.me.";
      case -32 -> "Zalo bảo chậm lại: chờ một phút rồi bấm Kiểm tra lại.";
      default -> "Bấm Kiểm tra lại; nếu vẫn vậy, xem bảng lỗi trong docs/zalo.md.";
    };
  }

  static AccountCheck event(AccountHealth health) {
    var heard = health.pulse().heardAt();
    return heard == null
        ? waiting(Step.EVENT, "Mở OA trong Zalo và nhắn một chữ bất kỳ. Dòng này tự đổi khi tin tới.")
        : passed(Step.EVENT, "Đã nhận tin lúc " + VietnamTime.minute(heard) + ".");
  }
}
