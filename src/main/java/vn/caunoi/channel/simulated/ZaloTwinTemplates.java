package vn.caunoi.channel.simulated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** ZBS templates of a simulated OA: approval, parameters, user ids or phone numbers alone, a quota of the day, development mode, money. */
public final class ZaloTwinTemplates {
  private static final Instant BY_USER_ID_SINCE = Instant.parse("2025-12-09T17:00:00Z");
  private static final String BY_PHONE = "/message/template";
  private static final String BY_USER_ID = "/v3.0/oa/message/template";

  /** One place of a template. */
  public record Place(String name, String type, int maxLength, boolean required) {}

  /** A template as the OA's administrator made it; {@code status} is Zalo's word ({@code ENABLE}, {@code PENDING_REVIEW}, {@code REJECT} …). */
  public record Template(String id, String name, String status, String tag, Instant madeAt, String price, List<Place> places) {}

  /** What reached a phone: {@code to} is a user id or a phone number. */
  public record Sent(String to, boolean byPhone, String templateId, Map<String, String> values, @Nullable String trackingId) {}

  private final ZaloTwinOa oa;
  private final Map<String, Template> templates = new LinkedHashMap<>();
  private final Set<String> administrators = new HashSet<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private int dayQuota = 500;
  private int usedToday;
  private boolean money = true;
  private boolean night;
  private boolean anybody;

  ZaloTwinTemplates(ZaloTwinOa oa) {
    this.oa = oa;
  }

  /** Makes or changes a template. */
  public synchronized void has(Template template) {
    templates.put(template.id(), template);
  }

  public synchronized void forgets(String id) {
    templates.remove(id);
  }

  /** How many more may leave today. */
  public synchronized void dayQuota(int most) {
    dayQuota = most;
    usedToday = 0;
  }

  public synchronized void hasMoney(boolean yes) {
    money = yes;
  }

  /** From ten in the evening to six in the morning. */
  public synchronized void isNight(boolean yes) {
    night = yes;
  }

  /** Development mode reaches this number. */
  public synchronized void administrator(String phone) {
    administrators.add(phone);
  }

  /** The demo's residents are known to the ward alone: templates reach them all the same. */
  void takesAnybody() {
    anybody = true;
  }

  /** Oldest first. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  static boolean serves(String path) {
    return path.equals(BY_USER_ID) || path.equals(BY_PHONE) || path.startsWith("/template/");
  }

  synchronized ZaloTwinAnswer answer(String path, Map<String, List<String>> query, byte[] body) {
    return switch (path) {
      case "/template/all" -> list(number(query, "offset", 0), number(query, "limit", 100));
      case "/template/info/v2" -> info(query.getOrDefault("template_id", List.of("")).getFirst());
      case BY_USER_ID -> toUser(tree(body));
      case BY_PHONE -> toPhone(tree(body));
      default -> ZaloTwinAnswer.page(404, "You are accessing an empty or invalid API");
    };
  }

  private ZaloTwinAnswer list(int offset, int limit) {
    var page = new ArrayList<>(templates.values()).stream().skip(offset).limit(limit).map(template -> Map.<String, Object>of(
        "templateId", Long.parseLong(template.id()), "templateName", template.name(), "createdTime", template.madeAt().toEpochMilli(),
        "status", template.status(), "templateQuality", "UNDEFINED")).toList();
    return ZaloTwinAnswer.json(Map.of("error", 0, "message", "Success", "data", page, "metadata", Map.of("total", templates.size())));
  }

  private ZaloTwinAnswer info(String id) {
    var template = templates.get(id);
    if (template == null) {
      return ZaloTwinAnswer.error(-109, "Template ID is invalid");
    }
    var places = template.places().stream().map(place -> Map.<String, Object>of("name", place.name(), "require", place.required(),
        "type", place.type(), "maxLength", place.maxLength(), "minLength", 0, "acceptNull", !place.required())).toList();
    return ZaloTwinAnswer.ok(Map.of("templateId", Long.parseLong(id), "templateName", template.name(), "status", template.status(),
        "reason", template.status().equals("REJECT") ? "Nội dung chưa phù hợp" : "", "listParams", places, "timeout", 7_200_000,
        "previewUrl", "https://account.zalo.cloud/znspreview/" + id, "templateQuality", "UNDEFINED", "templateTag", template.tag(),
        "price", template.price()));
  }

  private ZaloTwinAnswer toUser(JsonNode asked) {
    var template = templates.get(text(asked, "template_id"));
    var user = text(asked, "user_id");
    var resident = anybody ? oa.resident(user) : oa.knownResident(user);
    int error = resident == null ? -232 : template == null ? -109 : error(template, asked);
    if (error == 0 && (template.madeAt().isBefore(BY_USER_ID_SINCE) || template.tag().equals("OTP"))) {
      error = -249;
    }
    if (error == 0 && resident.blocks) {
      error = -244;
    }
    if (error != 0) {
      return ZaloTwinAnswer.error(error, null);
    }
    usedToday++;
    sent.add(new Sent(resident.id(), false, template.id(), values(asked), null));
    var id = ZaloTwinTokens.random();
    oa.shows(new ZaloTwinOa.Message(id, resident.id(), read(template, values(asked)), List.of(), null, oa.now()));
    oa.tell(oa.envelope("oa_send_template", oa.id(), resident.id(), Map.of("text", "", "msg_id", id)));
    return ZaloTwinAnswer.ok(Map.of("message_id", id, "user_id", resident.id(), "sent_time", String.valueOf(oa.now().toEpochMilli()),
        "quota", Map.of("quota_type", "purchase_quota", "owner_type", "OA", "owner_id", oa.id())));
  }

  private ZaloTwinAnswer toPhone(JsonNode asked) {
    var template = templates.get(text(asked, "template_id"));
    var phone = text(asked, "phone");
    var tracking = text(asked, "tracking_id");
    if (!phone.matches("\\+?84\\d{8,10}") || tracking.isEmpty() || tracking.length() > 48) {
      return ZaloTwinAnswer.error(phone.matches("\\+?84\\d{8,10}") ? -162 : -108, null);
    }
    int error = template == null ? -109 : error(template, asked);
    if (error != 0) {
      return ZaloTwinAnswer.error(error, null);
    }
    boolean development = text(asked, "mode").equals("development");
    if (development && !administrators.contains(phone)) {
      return ZaloTwinAnswer.error(-127, "Template test can only be sent to admin");
    }
    usedToday += development ? 0 : 1;
    sent.add(new Sent(phone, true, template.id(), values(asked), tracking));
    return ZaloTwinAnswer.ok(Map.of("msg_id", ZaloTwinTokens.random(), "sent_time", String.valueOf(oa.now().toEpochMilli()),
        "sending_mode", "1", "quota", Map.of("dailyQuota", String.valueOf(dayQuota), "remainingQuota", String.valueOf(dayQuota - usedToday))));
  }

  /** 0, or what Zalo answers. */
  private int error(Template template, JsonNode asked) {
    if (!template.status().equals("ENABLE")) {
      return -131;
    }
    var values = values(asked);
    for (var place : template.places()) {
      var value = values.getOrDefault(place.name(), "");
      if (place.required() && value.isEmpty()) {
        return -1121;
      }
      if (value.length() > place.maxLength()) {
        return -1122;
      }
    }
    if (values.keySet().stream().anyMatch(name -> template.places().stream().noneMatch(place -> place.name().equals(name)))) {
      return -112;
    }
    if (night) {
      return -133;
    }
    return !money ? -137 : usedToday >= dayQuota ? -144 : 0;
  }

  /** What the phone shows: the wording of a template is kept by Zalo, the twin knows its name and places. */
  private static String read(Template template, Map<String, String> values) {
    var lines = new StringBuilder("[Mẫu tin] " + template.name());
    values.forEach((name, value) -> lines.append('\n').append(name).append(": ").append(value));
    return lines.toString();
  }

  private static Map<String, String> values(JsonNode asked) {
    var values = new LinkedHashMap<String, String>();
    asked.path("template_data").properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
    return values;
  }

  private static int number(Map<String, List<String>> query, String name, int otherwise) {
    return Integer.parseInt(query.getOrDefault(name, List.of(String.valueOf(otherwise))).getFirst());
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
