package vn.caunoi.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.TestWard;
import vn.caunoi.ward.Officer;

/** One notice to the whole ward, as scripts send it: an author's draft, a commander's approval, the progress. */
final class Notices {
  static final String TEXT = "Bà con nhớ khoá cửa khi đi vắng.";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final WebTestClient client;
  private final TestWard wards;
  private final Officer author;
  private final Officer commander;

  Notices(WebTestClient client, TestWard wards, Officer author, Officer commander) {
    this.client = client;
    this.wards = wards;
    this.author = author;
    this.commander = commander;
  }

  /** Approved, so it leaves by itself. */
  UUID started() {
    var campaign = draft();
    post(author, "/" + campaign + "/submit", Map.of());
    post(commander, "/" + campaign + "/approve", Map.of());
    return campaign;
  }

  /** Started, and everything about it decided. */
  UUID done() {
    var campaign = started();
    untilDone(campaign);
    return campaign;
  }

  void untilDone(UUID campaign) {
    await().atMost(SOON).untilAsserted(() -> assertThat(progress(campaign).path("status").asString()).isEqualTo("DONE"));
  }

  /** How many a notice would reach on a channel, by its name in the interface. */
  int reachable(String channel) {
    return post(author, "/" + draft() + "/dry-run", Map.of()).path("reachable").path(channel).asInt();
  }

  JsonNode progress(UUID campaign) {
    return read(client.get().uri("/api/v1/campaigns/" + campaign + "/progress").headers(h -> h.setBearerAuth(wards.bearer(author))).exchange());
  }

  private UUID draft() {
    return UUID.fromString(post(author, "", Map.of("title", "Nhắc nhở", "body", TEXT, "audience", Map.of("all", true))).path("id").asString());
  }

  private JsonNode post(Officer as, String path, Map<String, ?> body) {
    return read(client.post().uri("/api/v1/campaigns" + path).headers(h -> h.setBearerAuth(wards.bearer(as))).bodyValue(body).exchange());
  }

  private static JsonNode read(WebTestClient.ResponseSpec answer) {
    return JsonMapper.shared().readTree(answer.expectStatus().is2xxSuccessful().expectBody(String.class).returnResult().getResponseBody());
  }
}
