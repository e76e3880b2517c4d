package vn.caunoi.channel.simulated;

import java.util.LinkedHashMap;
import java.util.Map;

/** One answer of the Bot API. */
record TelegramTwinReply(int status, byte[] body) {

  static TelegramTwinReply ok(Object result) {
    return new TelegramTwinReply(200, json(Map.of("ok", true, "result", result)));
  }

  static TelegramTwinReply no(int code, String description) {
    return no(code, description, Map.of());
  }

  static TelegramTwinReply no(int code, String description, Map<String, Object> parameters) {
    var body = new LinkedHashMap<String, Object>();
    body.put("ok", false);
    body.put("error_code", code);
    body.put("description", description);
    if (!parameters.isEmpty()) {
      body.put("parameters", parameters);
    }
    return new TelegramTwinReply(code, json(body));
  }

  private static byte[] json(Object body) {
    return TelegramTwinRequest.JSON.writeValueAsBytes(body);
  }
}
