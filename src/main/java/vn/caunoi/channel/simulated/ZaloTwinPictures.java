package vn.caunoi.channel.simulated;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pictures of one OA: uploaded for its messages, or sent by residents. They stay for as long as the twin runs. */
final class ZaloTwinPictures {
  private static final int MOST_BYTES = 1_048_576;

  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

  String keep(byte[] picture) {
    var name = ZaloTwinTokens.random();
    kept.put(name, picture);
    return name;
  }

  byte @Nullable [] find(String name) {
    return kept.get(name);
  }

  Set<String> names() {
    return kept.keySet();
  }

  /** A file without a real extension gives an empty answer, as at Zalo. */
  ZaloTwinAnswer upload(String fileName, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return ZaloTwinAnswer.error(-210, "file size exceeds 1MB");
    }
    return fileName.matches("(?i).+\\.(jpe?g|png)") ? ZaloTwinAnswer.ok(Map.of("attachment_id", keep(bytes))) : ZaloTwinAnswer.ok(Map.of());
  }
}
