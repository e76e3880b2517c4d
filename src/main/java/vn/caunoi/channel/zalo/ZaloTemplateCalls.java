package vn.caunoi.channel.zalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAccount;

/**
 * The interfaces for templates (ZBS). To a user id by the host of the open API, without a tracking id; to a phone number, and all about the
 * templates themselves, by the business host (formerly ZNS).
 */
@Component
class ZaloTemplateCalls {
  static final int PAGE = 100;
  private static final int MAX_TRACKING_ID = 48;

  private final ZaloApi api;
  private final SignedCalls calls;

  ZaloTemplateCalls(ZaloApi api, SignedCalls calls) {
    this.api = api;
    this.calls = calls;
  }

  Mono<ZaloAnswer> list(ChannelAccount account, int offset) {
    return business(account, "/template/all?offset=" + offset + "&limit=" + PAGE);
  }

  Mono<ZaloAnswer> info(ChannelAccount account, String templateId) {
    return business(account, "/template/info/v2?template_id=" + URLEncoder.encode(templateId, UTF_8));
  }

  Mono<ZaloAnswer> toUser(ChannelAccount account, String userId, String templateId, Map<String, String> values) {
    return calls.ask(account, token -> api.post(account.simulated(), "/v3.0/oa/message/template", token,
        Map.of("user_id", userId, "template_id", templateId, "template_data", values)));
  }

  /** {@code mode} {@code development} reaches administrators alone; null is the real thing. The tracking id is at most 48 characters. */
  Mono<ZaloAnswer> toPhone(ChannelAccount account, String phone, String templateId, Map<String, String> values, String trackingId,
      @Nullable String mode) {
    var body = new HashMap<String, Object>(Map.of("phone", phone, "template_id", templateId, "template_data", values,
        "tracking_id", trackingId.length() <= MAX_TRACKING_ID ? trackingId : trackingId.substring(0, MAX_TRACKING_ID)));
    if (mode != null) {
      body.put("mode", mode);
    }
    return calls.ask(account, token -> api.postBusiness(account.simulated(), "/message/template", token, body));
  }

  private Mono<ZaloAnswer> business(ChannelAccount account, String path) {
    return calls.ask(account, token -> api.getBusiness(account.simulated(), path, token));
  }
}
