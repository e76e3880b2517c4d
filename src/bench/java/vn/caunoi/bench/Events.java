package vn.caunoi.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongFunction;

/** What the networks would post: the nth event as a whole HTTP request. Each number is an event of its own, senders come round. */
final class Events {
  private static final String TEXT = "Tổ 12 có nhóm thanh niên đua xe, nẹt pô từ 23 giờ đêm qua đến gần sáng, đề nghị công an phường kiểm tra giúp bà con.";
  private static final String GREETING = "xin chào";
  private static final int SENDERS = 20_000;

  private Events() {}

  /** Signed by {@code sha256(app id + body + timestamp + secret of the OA)}. */
  static LongFunction<byte[]> zalo(String app, String oa, String secret) {
    return n -> zalo(app, oa, secret, 7_000_000_000_000_000_000L + n % SENDERS, n, TEXT);
  }

  private static byte[] zalo(String app, String oa, String secret, long sender, long n, String text) {
    long at = System.currentTimeMillis();
    var body = """
        {"app_id":"%s","sender":{"id":"%d"},"user_id_by_app":"%d","recipient":{"id":"%s"},"event_name":"user_send_text",\
        "message":{"text":"%s","msg_id":"b%019d"},"timestamp":"%d"}""".formatted(app, sender, sender, oa, text, n, at).getBytes(UTF_8);
    return request("/webhooks/zalo/default", "X-ZEvent-Signature: mac=" + mac(app, body, at, secret), body);
  }

  /** As {@link #zalo}, but everybody writes once, and what they write is answered. */
  static LongFunction<byte[]> zaloGreeting(String app, String oa, String secret) {
    return n -> zalo(app, oa, secret, 5_000_000_000_000_000_000L + n, n, GREETING);
  }

  /** With the secret header that a bot's webhook asks for. Everybody writes once, and what they write is answered. */
  static LongFunction<byte[]> telegram(String secret) {
    return n -> {
      long from = 1_000_000_000L + n;
      var body = """
          {"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"An"},\
          "chat":{"id":%d,"first_name":"An","type":"private"},"date":%d,"text":"%s"}}"""
          .formatted(100_000_000 + n, n + 1, from, from, System.currentTimeMillis() / 1_000, GREETING).getBytes(UTF_8);
      return request("/webhooks/telegram/default", "X-Telegram-Bot-Api-Secret-Token: " + secret, body);
    };
  }

  /** As the page of the web chat posts; each is a visitor of its own. */
  static LongFunction<byte[]> web(String ward) {
    return n -> request("/chat/" + ward + "/messages", "Sec-Fetch-Site: same-origin",
        "{\"id\":\"bench-%019d\",\"text\":\"%s\"}".formatted(n, GREETING).getBytes(UTF_8));
  }

  private static byte[] request(String path, String proof, byte[] body) {
    var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + proof
        + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    var request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static String mac(String app, byte[] body, long at, String secret) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(app.getBytes(UTF_8));
      sha.update(body);
      sha.update(String.valueOf(at).getBytes(UTF_8));
      return HexFormat.of().formatHex(sha.digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
