package vn.caunoi.channel.zalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.GroupChat.Asset;
import vn.caunoi.channel.NewGroupChat;

/**
 * The interface for groups (GMF), {@code /v3.0/oa/group/…}. Unlike the interfaces for single people its GETs take plain query parameters, not
 * {@code data=<json>}. {@code /listmember} exists and is never called: members are counted, not known.
 */
@Component
class ZaloGroupCalls {
  private static final String BASE = "/v3.0/oa/group";
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 20;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final List<String> KINDS = List.of("gmf10", "gmf50", "gmf100", "gmf1000");
  private static final List<String> QUOTAS = List.of("sub_quota", "purchase_quota", "reward_quota");

  /** What Zalo says of a group. {@code assetId} is empty when it does not tell. */
  record Told(String externalId, String name, String link, boolean enabled, int members, String assetId, String assetKind,
      @Nullable LocalDate assetUntil, boolean autoRenew, @Nullable LocalDate deletedOn) {}

  private final ZaloApi api;
  private final SignedCalls calls;

  ZaloGroupCalls(ZaloApi api, SignedCalls calls) {
    this.api = api;
    this.calls = calls;
  }

  /** All that Zalo sells, asked for one kind at a time because that is how it answers. A kind that is refused counts as none, unless all are. */
  Mono<List<Asset>> assets(ChannelAccount account) {
    var kinds = KINDS.stream().flatMap(kind -> QUOTAS.stream().map(quota -> Map.of("quota_owner", "OA", "product_type", kind, "quota_type", quota)));
    return Flux.fromStream(kinds)
        .flatMapSequential(asked -> post(account, "/v3.0/oa/quota/group", asked).map(answer -> Map.entry(asked.get("product_type"), answer)), 4)
        .collectList()
        .map(answers -> {
          if (answers.stream().noneMatch(answer -> taken(answer.getValue()))) {
            throw ZaloGroupRefusal.of(answers.getFirst().getValue());
          }
          return answers.stream().filter(answer -> taken(answer.getValue()))
              .flatMap(answer -> assetsIn(answer.getKey(), ((ZaloAnswer.Said) answer.getValue()).data()))
              .sorted(Comparator.comparing(Asset::free).reversed().thenComparing(Asset::mostMembers)).toList();
        });
  }

  Mono<ZaloAnswer> create(ChannelAccount account, NewGroupChat wanted) {
    return post(account, BASE + "/creategroupwithoa", Map.of("group_name", wanted.name(), "group_description", wanted.description(),
        "asset_id", wanted.asset().id(), "member_user_ids", wanted.admins()));
  }

  Mono<ZaloAnswer> info(ChannelAccount account, String externalId) {
    return get(account, BASE + "/getgroup?group_id=" + URLEncoder.encode(externalId, UTF_8));
  }

  /** Every group of the OA, a page at a time. */
  Flux<Told> all(ChannelAccount account) {
    return page(account, 0).expand(page -> page.told().size() < PAGE || page.offset() >= PAGE * (MOST_PAGES - 1)
        ? Mono.empty() : page(account, page.offset() + PAGE), 1).concatMapIterable(Page::told, 1);
  }

  Mono<ZaloAnswer> changeAsset(ChannelAccount account, String externalId, String assetId) {
    return post(account, BASE + "/updateasset", Map.of("group_id", externalId, "asset_id", assetId));
  }

  Mono<ZaloAnswer> disband(ChannelAccount account, String externalId) {
    return post(account, BASE + "/delete", Map.of("group_id", externalId));
  }

  Mono<ZaloAnswer> post(ChannelAccount account, Map<String, Object> letter) {
    return post(account, BASE + "/message", letter);
  }

  static boolean taken(ZaloAnswer answer) {
    return answer instanceof ZaloAnswer.Said said && said.error() == 0;
  }

  /** Flat in some documents, under {@code group_info} in others. */
  static Told read(JsonNode data) {
    var nested = data.path("group_info");
    var group = nested.isObject() ? nested : data;
    var asset = data.path("asset_info");
    return new Told(text(group, "group_id"), text(group, "name"), text(group, "group_link"), !text(group, "status").equals("disabled"),
        number(text(group, "total_member")), text(asset, "asset_id"), text(asset, "asset_type"), day(text(asset, "valid_through")),
        Boolean.parseBoolean(text(asset, "auto_renew")), day(text(group, "auto_delete_date")));
  }

  private record Page(int offset, List<Told> told) {}

  private Mono<Page> page(ChannelAccount account, int offset) {
    return get(account, BASE + "/getgroupsofoa?offset=" + offset + "&count=" + PAGE).map(answer -> {
      if (!(answer instanceof ZaloAnswer.Said said) || said.error() != 0) {
        throw ZaloGroupRefusal.of(answer);
      }
      var told = new ArrayList<Told>();
      said.data().path("groups").forEach(group -> told.add(read(group)));
      return new Page(offset, told);
    });
  }

  /** {@code data} is the list; one client met it under {@code data.assets}. */
  private static Stream<Asset> assetsIn(String kind, JsonNode data) {
    var list = data.isArray() ? data : data.path("assets");
    return list.valueStream().filter(asset -> !text(asset, "asset_id").isEmpty()).map(asset -> new Asset(text(asset, "asset_id"),
        text(asset, "product_type").isEmpty() ? kind : text(asset, "product_type"), day(text(asset, "valid_through")),
        Boolean.parseBoolean(text(asset, "auto_renew")), text(asset, "status").equals("available")));
  }

  private Mono<ZaloAnswer> post(ChannelAccount account, String path, Object body) {
    return calls.ask(account, token -> api.post(account.simulated(), path, token, body));
  }

  private Mono<ZaloAnswer> get(ChannelAccount account, String path) {
    return calls.ask(account, token -> api.get(account.simulated(), path, token));
  }

  private static String text(JsonNode node, String field) {
    return ZaloEvents.text(node, field);
  }

  private static int number(String text) {
    return text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text, DAY);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
