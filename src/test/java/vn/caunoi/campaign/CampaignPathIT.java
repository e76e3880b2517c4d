package vn.caunoi.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** The way out, end to end: a script writes a notice, a second person approves it, Quartz starts it, residents read it on their phones. */
@CauNoiTest
class CampaignPathIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private ContactBook contacts;
  @Autowired private CampaignPlanner planner;
  @Autowired private CampaignLaunch launch;
  @Autowired private Campaigns campaigns;
  @Autowired private OccasionDrafts drafts;
  @Autowired private WebTestClient client;

  private final String token = "77" + System.nanoTime() + ":AAtoken-of-this-test";
  private final TelegramTwin twin = new TelegramTwin(0, Clock.systemUTC());
  private Ward ward;
  private ResidentialGroup seven;
  private ResidentialGroup eight;
  private Officer author;
  private Officer commander;
  private ChannelAccount telegram;
  private ChannelAccount web;

  @BeforeEach
  void fillTheWard() {
    twin.start();
    ward = wards.create();
    seven = wards.group(ward, "Tổ 7", 10);
    eight = wards.group(ward, "Tổ 8", 10);
    author = wards.signedUp(ward, Role.OFFICER);
    commander = wards.signedUp(ward, Role.COMMANDER);
    telegram = accounts.add(ward.id(), Channel.TELEGRAM, "bot-" + System.nanoTime(), false, 25,
        Map.of("token", token, "apiUrl", twin.address().toString(), "webhookSecret", "s", "mode", "POLLING")).block();
    web = accounts.add(ward.id(), Channel.WEB, ward.slug(), false, 50, Map.of()).block();
  }

  @AfterEach
  void stopTheTwin() {
    accounts.markPaused(ward.id(), telegram.id()).block();
    twin.stop();
  }

  @Test
  void reachesTheResidentsOfAGroupOnceEach() {
    var onTelegram = List.of(5001L, 5002L, 5003L);
    onTelegram.forEach(id -> resident(seven, telegram, Long.toString(id)));
    onTelegram.forEach(id -> twin.acquaintance(token, id));
    resident(seven, web, "khách-web");
    resident(eight, telegram, "5999");

    var id = post(author, "", Map.of("title", "Phòng cháy", "body", "Nhà mình kiểm tra bếp gas nhé bà con.",
        "audience", Map.of("groups", List.of(seven.id().toString())))).expectStatus().isCreated().expectBody().jsonPath("$.status").isEqualTo("DRAFT")
        .returnResult().getResponseBody();
    var campaign = idOf(id);
    post(author, "/" + campaign + "/dry-run", null).expectStatus().isOk().expectBody()
        .jsonPath("$.audience").isEqualTo(4).jsonPath("$.reachable.telegram").isEqualTo(3).jsonPath("$.reachable.web").isEqualTo(1)
        .jsonPath("$.unreachable").isEmpty();
    post(author, "/" + campaign + "/submit", null).expectStatus().isOk();
    post(author, "/" + campaign + "/approve", null).expectStatus().isForbidden();
    post(commander, "/" + campaign + "/approve", null).expectStatus().isOk();
    post(commander, "/" + campaign + "/approve", null).expectStatus().isEqualTo(HttpStatus.CONFLICT);

    await().atMost(SOON).untilAsserted(() -> assertThat(campaigns.get(ward.id(), campaign).block().status()).isEqualTo(Campaign.Status.DONE));
    onTelegram.forEach(person -> assertThat(twin.resident(token, person).texts()).singleElement().asString()
        .contains(ward.police()).contains("kiểm tra bếp gas").contains("không yêu cầu chuyển tiền"));
    assertThat(twin.resident(token, 5999).texts()).isEmpty();
    get(author, "/" + campaign + "/progress").expectStatus().isOk().expectBody()
        .jsonPath("$.total").isEqualTo(4).jsonPath("$.accepted").isEqualTo(4).jsonPath("$.unknown").isEqualTo(0).jsonPath("$.planned").isEqualTo(0);
    get(author, "/" + campaign + "/deliveries").expectStatus().isOk().expectBody()
        .jsonPath("$.items.length()").isEqualTo(4).jsonPath("$.items[0].group").isEqualTo(seven.id().toString()).jsonPath("$.items[0].contact").doesNotExist();

    launch.fire(campaign).block();
    assertThat(planner.progress(author, campaign).block().total()).isEqualTo(4);
  }

  @Test
  void waitsForACommanderWhenItsTimeHasLongPassed() {
    resident(seven, web, "khách");
    var campaign = approved(Instant.now().minus(Duration.ofHours(3)));
    await().atMost(SOON).untilAsserted(() -> assertThat(campaigns.get(ward.id(), campaign).block().status()).isEqualTo(Campaign.Status.CONFIRM));
    assertThat(planner.progress(author, campaign).block().total()).isZero();
    planner.confirm(commander, campaign).block();
    await().atMost(SOON).untilAsserted(() -> assertThat(campaigns.get(ward.id(), campaign).block().status()).isEqualTo(Campaign.Status.DONE));
  }

  @Test
  void doesNotStartBeforeItsTime() {
    resident(seven, web, "khách");
    var campaign = approved(Instant.now().plus(Duration.ofHours(1)));
    launch.fire(campaign).block();
    assertThat(campaigns.get(ward.id(), campaign).block().status()).isEqualTo(Campaign.Status.SCHEDULED);
    assertThat(planner.cancel(author, campaign).block().status()).isEqualTo(Campaign.Status.CANCELLED);
    launch.fire(campaign).block();
    assertThat(planner.progress(author, campaign).block().total()).isZero();
  }

  @Test
  void isNotFoundFromAnotherWard() {
    var campaign = planner.draft(author, notice(null)).block().id();
    var stranger = wards.signedUp(wards.create(), Role.COMMANDER);
    get(stranger, "/" + campaign).expectStatus().isNotFound();
    post(stranger, "/" + campaign + "/approve", null).expectStatus().isNotFound();
  }

  @Test
  void makesOneDraftOfAnOccasionHoweverOftenItIsAsked() {
    int year = java.time.LocalDate.now().getYear() + 1;
    var first = drafts.draft(author, "pccc-04-10", year, 7).block();
    assertThat(drafts.draft(author, "pccc-04-10", year, 7).block().id()).isEqualTo(first.id());
    assertThat(first.status()).isEqualTo(Campaign.Status.DRAFT);
    assertThat(first.body()).contains("114");
    assertThat(first.scheduleAt()).isEqualTo(year + "-09-27T01:00:00Z");
  }

  @Test
  void saysInVietnameseWhatIsWrongWithADraft() {
    post(author, "", Map.of("title", "Phòng cháy", "body", "", "audience", Map.of("all", true))).expectStatus().isBadRequest().expectBody()
        .jsonPath("$.errors.body").value(String.class, text -> assertThat(text).contains("Nội dung cần"));
    post(author, "", Map.of("title", "Phòng cháy", "body", "x", "audience", Map.of("groups", List.of(UUID.randomUUID().toString()))))
        .expectStatus().isBadRequest();
  }

  private UUID approved(Instant at) {
    var campaign = planner.draft(author, notice(at)).block().id();
    planner.submit(author, campaign).block();
    planner.approve(commander, campaign).block();
    return campaign;
  }

  private static NewCampaign notice(Instant at) {
    return new NewCampaign("Nhắc nhở", "Bà con nhớ khoá cửa.", vn.caunoi.contact.Audience.ALL, at);
  }

  private void resident(ResidentialGroup group, ChannelAccount account, String externalId) {
    var contact = contacts.findOrAdd(ward.id(), new ChannelAddress(account.channel(), account.id(), externalId), Instant.now()).block();
    contacts.joinGroup(ward.id(), contact.id(), group.id(), true).block();
    contacts.grant(ward.id(), contact.id(), Consent.Purpose.NOTICES, "thử", account.channel(), Instant.now()).block();
  }

  private WebTestClient.ResponseSpec post(Officer as, String path, Object body) {
    var request = client.post().uri("/api/v1/campaigns" + path).headers(h -> h.setBearerAuth(bearer(as)));
    return body == null ? request.exchange() : request.bodyValue(body).exchange();
  }

  private WebTestClient.ResponseSpec get(Officer as, String path) {
    return client.get().uri("/api/v1/campaigns" + path).headers(h -> h.setBearerAuth(bearer(as))).exchange();
  }

  private String bearer(Officer as) {
    return wards.bearer(as);
  }

  private static UUID idOf(byte[] body) {
    return UUID.fromString(new tools.jackson.databind.json.JsonMapper().readTree(body).get("id").asString());
  }
}
