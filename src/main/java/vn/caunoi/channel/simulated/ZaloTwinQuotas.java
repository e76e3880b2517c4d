package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Who may be written to, and what the OA has left: 48 hours free, 7 days billed, never afterwards; a follower who did nothing else may get three
 * messages within those 7 days. Numbers come as text, as Zalo writes them.
 */
final class ZaloTwinQuotas {
  static final Duration FREE = Duration.ofHours(48);
  static final Duration BILLED = Duration.ofDays(7);
  static final int WELCOMES = 3;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final long STOCK = 2_000;

  private final ZaloTwinRules rules;
  private final Function<String, @Nullable ZaloTwinResident> residents;
  private final Clock clock;

  ZaloTwinQuotas(ZaloTwinRules rules, Function<String, @Nullable ZaloTwinResident> residents, Clock clock) {
    this.rules = rules;
    this.residents = residents;
    this.clock = clock;
  }

  /** 0 when a message may go to them now, else Zalo's error. Takes one of a follower's welcomes. */
  int take(@Nullable ZaloTwinResident resident) {
    if (resident == null) {
      return -232;
    }
    if (resident.blocks) {
      return -244;
    }
    if (resident.left) {
      return -213;
    }
    if (resident.lastInteraction != null) {
      return within(BILLED, resident.lastInteraction) ? 0 : -230;
    }
    if (!resident.follows || resident.followedAt == null || resident.welcomes == 0) {
      return -232;
    }
    if (!within(BILLED, resident.followedAt)) {
      return -230;
    }
    resident.welcomes--;
    return 0;
  }

  /** What stands beside an accepted message; none for a billed one. */
  Map<String, Object> beside(@Nullable ZaloTwinResident resident) {
    if (resident == null) {
      return Map.of();
    }
    if (resident.lastInteraction == null) {
      return Map.of("quota", quota("welcome_msg", resident.welcomes, WELCOMES));
    }
    return within(FREE, resident.lastInteraction) ? Map.of("quota", quota("reply", 8, 8)) : Map.of();
  }

  /** {@code /v3.0/oa/quota/message}: of one person by {@code user_id}, or of the OA. */
  ZaloTwinAnswer answer(byte[] body) {
    var asked = tree(body);
    var userId = asked.path("user_id").asString("");
    if (userId.isEmpty()) {
      var kind = asked.path("quota_type").asString("");
      var stock = kind.equals("sub_quota") ? STOCK : 0;
      var entry = new LinkedHashMap<String, Object>(quota(kind, stock, stock));
      entry.put("product_type", asked.path("product_type").asString(""));
      entry.put("valid_through", DAY.format(rules.packageUntil));
      return ZaloTwinAnswer.json(Map.of("error", 0, "message", "Success", "data", stock == 0 ? List.of() : List.of(entry)));
    }
    var resident = residents.apply(userId);
    if (resident == null) {
      return ZaloTwinAnswer.error(-201, "user_id is invalid");
    }
    var data = new LinkedHashMap<String, Object>();
    data.put("cs_reply", Map.of("remain", "8", "total", "8"));
    if (resident.lastInteraction != null) {
      data.put("last_interaction", String.valueOf(resident.lastInteraction.toEpochMilli()));
    }
    return ZaloTwinAnswer.ok(data);
  }

  /** Of {@code getoa}; nothing for an OA without a package. */
  Map<String, Object> ofPackage() {
    return rules.packageName.isEmpty() ? Map.of()
        : Map.of("package_name", rules.packageName, "package_valid_through_date", DAY.format(rules.packageUntil), "package_auto_renew_date", "");
  }

  private boolean within(Duration time, Instant since) {
    return clock.instant().isBefore(since.plus(time));
  }

  private static Map<String, Object> quota(String kind, long remaining, long total) {
    return Map.of("quota_type", kind, "remain", String.valueOf(remaining), "total", String.valueOf(total));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
