package vn.caunoi.channel.simulated;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Groups (GMF) of a simulated OA: assets that run out, lapse and are used once, mentions that call everybody, life-cycle events. */
public final class ZaloTwinGroups {
  private static final String BASE = "/v3.0/oa/group";
  private static final String QUOTA = "/v3.0/oa/quota/group";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  /** A post in a group. {@code callsAll} when Zalo would ring everybody's phone for it. */
  public record Post(String groupId, String text, boolean callsAll, @Nullable String picture) {}

  private static final class Asset {
    private final String id;
    private final String kind;
    private LocalDate until;
    private String usedBy = "";

    Asset(String id, String kind, LocalDate until) {
      this.id = id;
      this.kind = kind;
      this.until = until;
    }
  }

  private static final class Group {
    private final String id;
    private final String name;
    private final String description;
    private String asset;
    private int members;
    private boolean withOa = true;

    Group(String id, String name, String description, String asset, int members) {
      this.id = id;
      this.name = name;
      this.description = description;
      this.asset = asset;
      this.members = members;
    }
  }

  private final ZaloTwinOa oa;
  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private int refuseNext;
  private boolean cutNext;
  private @Nullable LocalDate revive;

  ZaloTwinGroups(ZaloTwinOa oa) {
    this.oa = oa;
  }

  /** The OA pays for a group: {@code kind} is {@code gmf10}, {@code gmf50}, {@code gmf100} or {@code gmf1000}. */
  public synchronized void buys(String kind, String id, LocalDate until) {
    assets.put(id, new Asset(id, kind, until));
  }

  /** Paid for again, or lapsed when {@code until} is past. */
  public synchronized void runsUntil(String asset, LocalDate until) {
    assets.get(asset).until = until;
  }

  /** So many people come in by the link, or leave when negative; the app hears of each. */
  public void moves(String groupId, int people) {
    synchronized (this) {
      groups.get(groupId).members += people;
    }
    tell(people > 0 ? "user_join_group" : "user_out_group", groupId,
        java.util.stream.IntStream.range(0, Math.abs(people)).mapToObj(i -> Map.of("id", "66473829105647" + i)).toList());
  }

  /** An administrator throws the OA out. */
  public synchronized void throwsOaOut(String groupId) {
    groups.get(groupId).withOa = false;
  }

  /** Somebody ends the group on the phone. */
  public void disperses(String groupId) {
    synchronized (this) {
      groups.remove(groupId);
    }
    tell("disperse_group", groupId, List.of());
  }

  /** The next request is answered with this error and does nothing. */
  public synchronized void refusesNext(int error) {
    refuseNext = error;
  }

  /** The next request is done, but its sender never learns. */
  public synchronized void doesNextThenCuts() {
    cutNext = true;
  }

  /** The demo forgets its groups at a restart while the ward does not: an unknown one comes back with an asset that runs so long. */
  void revivesUnknown(LocalDate until) {
    revive = until;
  }

  public List<Post> posts(String groupId) {
    return posts.stream().filter(post -> post.groupId().equals(groupId)).toList();
  }

  /** By name, in the order in which they were made. */
  public synchronized List<String> ids(String name) {
    return groups.values().stream().filter(group -> group.name.equals(name)).map(group -> group.id).toList();
  }

  static boolean serves(String path) {
    return path.startsWith(BASE + "/") || path.equals(QUOTA);
  }

  synchronized ZaloTwinAnswer answer(String path, Map<String, List<String>> query, byte[] body) {
    if (refuseNext != 0) {
      int error = refuseNext;
      refuseNext = 0;
      return ZaloTwinAnswer.error(error, null);
    }
    var asked = tree(body);
    var answer = path.equals(QUOTA) ? quota(asked) : group(path.substring(BASE.length()), query, asked);
    if (cutNext) {
      cutNext = false;
      return ZaloTwinAnswer.cutOff();
    }
    return answer;
  }

  private ZaloTwinAnswer group(String verb, Map<String, List<String>> query, JsonNode asked) {
    return switch (verb) {
      case "/creategroupwithoa" -> create(asked);
      case "/getgroupsofoa" -> list(number(query, "offset", 0), number(query, "count", 5));
      case "/getgroup" -> one(query.getOrDefault("group_id", List.of("")).getFirst());
      case "/updateasset" -> changeAsset(asked);
      case "/delete" -> delete(asked);
      case "/message" -> post(asked);
      default -> ZaloTwinAnswer.page(404, "You are accessing an empty or invalid API");
    };
  }

  private ZaloTwinAnswer quota(JsonNode asked) {
    if (!text(asked, "quota_owner").equals("OA") || !text(asked, "quota_type").equals("sub_quota")) {
      return ZaloTwinAnswer.json(Map.of("error", 0, "message", "Success", "data", List.of()));
    }
    var listed = assets.values().stream().filter(asset -> asset.kind.equals(text(asked, "product_type"))).map(this::assetView).toList();
    return ZaloTwinAnswer.json(Map.of("error", 0, "message", "Success", "data", listed));
  }

  private Map<String, Object> assetView(Asset asset) {
    return Map.of("product_type", asset.kind, "quota_type", "sub_quota", "asset_id", asset.id, "valid_through", DAY.format(asset.until),
        "auto_renew", false, "status", asset.usedBy.isEmpty() && !lapsed(asset) ? "available" : "used", "used_id", asset.usedBy);
  }

  private ZaloTwinAnswer create(JsonNode asked) {
    var asset = assets.get(text(asked, "asset_id"));
    if (text(asked, "group_name").isEmpty() || asked.path("member_user_ids").isEmpty()) {
      return ZaloTwinAnswer.error(-201, "member_user_ids is invalid");
    }
    if (asset == null || !asset.usedBy.isEmpty() || lapsed(asset)) {
      return ZaloTwinAnswer.error(-238, "asset_id is used or disabled");
    }
    var group = new Group(ZaloTwinTokens.random(), text(asked, "group_name"), text(asked, "group_description"), asset.id,
        asked.path("member_user_ids").size());
    asset.usedBy = group.id;
    groups.put(group.id, group);
    return ZaloTwinAnswer.ok(view(group));
  }

  private Map<String, Object> view(Group group) {
    var asset = assets.get(group.asset);
    return Map.of("group_id", group.id, "group_link", "https://zalo.me/g/" + group.id.substring(0, 9), "name", group.name, "avatar", "",
        "group_description", group.description, "total_member", group.members, "max_member", asset.kind.substring(3),
        "status", lapsed(asset) ? "disabled" : "enabled", "auto_delete_date", lapsed(asset) ? DAY.format(asset.until.plusDays(45)) : "");
  }

  private ZaloTwinAnswer list(int offset, int count) {
    var all = new ArrayList<>(groups.values());
    var page = all.stream().skip(offset).limit(count).map(this::view).toList();
    return ZaloTwinAnswer.ok(Map.of("offset", offset, "count", count, "total", all.size(), "group_count", page.size(), "groups", page));
  }

  private ZaloTwinAnswer one(String id) {
    var group = find(id);
    if (group == null) {
      return ZaloTwinAnswer.error(-403, "OA is not in the group");
    }
    var asset = assets.get(group.asset);
    return ZaloTwinAnswer.ok(Map.of("group_info", view(group),
        "asset_info", Map.of("asset_type", asset.kind, "asset_id", asset.id, "valid_through", DAY.format(asset.until), "auto_renew", "false"),
        "group_setting", Map.of("lock_send_msg", false, "join_appr", false, "enable_msg_history", true, "enable_link_join", true)));
  }

  private ZaloTwinAnswer changeAsset(JsonNode asked) {
    var group = find(text(asked, "group_id"));
    var asset = assets.get(text(asked, "asset_id"));
    if (group == null) {
      return ZaloTwinAnswer.error(-403, "OA is not in the group");
    }
    if (asset == null || lapsed(asset) || !asset.usedBy.isEmpty() && !asset.usedBy.equals(group.id)) {
      return ZaloTwinAnswer.error(-241, "asset_id is used or disabled");
    }
    assets.get(group.asset).usedBy = "";
    asset.usedBy = group.id;
    group.asset = asset.id;
    return ZaloTwinAnswer.ok(Map.of("group_id", group.id));
  }

  private ZaloTwinAnswer delete(JsonNode asked) {
    var group = find(text(asked, "group_id"));
    if (group == null) {
      return ZaloTwinAnswer.error(-403, "OA is not in the group");
    }
    groups.remove(group.id);
    assets.get(group.asset).usedBy = "";
    return ZaloTwinAnswer.ok(Map.of());
  }

  private ZaloTwinAnswer post(JsonNode asked) {
    var group = find(text(asked.path("recipient"), "group_id"));
    if (group == null) {
      return ZaloTwinAnswer.error(-403, "OA is not in the group");
    }
    if (lapsed(assets.get(group.asset))) {
      return ZaloTwinAnswer.error(-237, "group is disabled");
    }
    var text = text(asked.path("message"), "text");
    if (text.length() > 2_000) {
      return ZaloTwinAnswer.error(-210, "text is too long");
    }
    var picture = asked.path("message").path("attachment").path("payload").path("elements").path(0);
    posts.add(new Post(group.id, text, text.contains("[@" + group.id + "]"), picture.isMissingNode() ? null : text(picture, "attachment_id")));
    return ZaloTwinAnswer.ok(Map.of("message_id", ZaloTwinTokens.random(), "group_id", group.id));
  }

  private @Nullable Group find(String id) {
    var group = groups.get(id);
    if (group == null && revive != null && id.matches("[0-9a-f]{20}")) {
      assets.put("goi-" + id, new Asset("goi-" + id, "gmf100", revive));
      group = new Group(id, "", "", "goi-" + id, 1);
      groups.put(id, group);
    }
    return group != null && group.withOa ? group : null;
  }

  private boolean lapsed(Asset asset) {
    return asset.until.isBefore(LocalDate.ofInstant(oa.now(), ZoneOffset.ofHours(7)));
  }

  private void tell(String event, String groupId, List<Map<String, String>> users) {
    oa.tell(Map.of("event_name", event, "oa_id", oa.id(), "group_id", groupId, "app_id", oa.appId(), "users", users,
        "timestamp", String.valueOf(oa.now().toEpochMilli())));
  }

  private static int number(Map<String, List<String>> query, String name, int otherwise) {
    return Integer.parseInt(query.getOrDefault(name, List.of(String.valueOf(otherwise))).getFirst());
  }

  private static JsonNode tree(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
