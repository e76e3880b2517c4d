package vn.caunoi.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.GroupChats;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.channel.NewGroupChat;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.channel.simulated.ZaloTwinOa;
import vn.caunoi.channel.simulated.ZaloTwinTemplates.Place;
import vn.caunoi.channel.simulated.ZaloTwinTemplates.Template;
import vn.caunoi.contact.Audience;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

/** A notice to two residential groups on Zalo: one has its Zalo group, of the other some have not written for long. */
@CauNoiTest
class ZaloCampaignIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Instant NEW = Instant.parse("2026-05-01T00:00:00Z");

  @Autowired private TestWard wards;
  @Autowired private ChannelAccounts accounts;
  @Autowired private AccountRegister register;
  @Autowired private ContactBook contacts;
  @Autowired private GroupChats chats;
  @Autowired private MessageTemplates templates;
  @Autowired private CampaignPlanner planner;
  @Autowired private CampaignLaunch launch;
  @Autowired private Campaigns campaigns;
  @Autowired private ZaloTwin twin;
  @Autowired private WebTestClient client;
  private ZaloTwinOa oa;
  private Ward ward;
  private ResidentialGroup seven;
  private ResidentialGroup eight;
  private Officer author;
  private Officer commander;
  private ChannelAccount account;
  private GroupChat chat;

  @BeforeEach
  void fillTheWard() {
    oa = twin.newOa();
    oa.rules().sendsReceipts(false);
    ward = wards.create();
    seven = wards.group(ward, "Tổ 7", 10);
    eight = wards.group(ward, "Tổ 8", 10);
    author = wards.signedUp(ward, Role.OFFICER);
    commander = wards.signedUp(ward, Role.COMMANDER);
    account = accounts.add(ward.id(), Channel.ZALO, "oa-" + oa.id(), true, 100, oa.credentials()).block();
    oa.groups().buys("gmf100", "goi-a", LocalDate.now().plusYears(1));
    chat = chats.create(new NewGroupChat(ward.id(), account.id(), seven.id(), "Tổ 7", "", new GroupChat.Asset("goi-a", "gmf100", null, false, true),
        List.of("6647382910564738291"))).block();
    oa.groups().moves(chat.externalId(), 24);
    chat = chats.refresh(ward.id(), chat.id()).block();
    template("ENABLE");
    templates.synchronise(ward.id(), account.id()).block();
    resident(seven, "7001", Duration.ofHours(1));
    resident(seven, "7002", Duration.ofDays(30));
    resident(eight, "8001", Duration.ofHours(1));
    resident(eight, "8002", Duration.ofDays(30));
    resident(eight, "8003", Duration.ofDays(40));
  }

  @Test
  void postsOnceToAGroupAndReachesClosedWindowsByTemplate() {
    var campaign = draft(Map.of("noi_dung", "Kiểm tra bếp gas", "ten_to", "{group}"));
    post("/" + campaign + "/dry-run", author).expectStatus().isOk().expectBody()
        .jsonPath("$.audience").isEqualTo(5).jsonPath("$.reachable.zalo").isEqualTo(5).jsonPath("$.unreachable").isEmpty()
        .jsonPath("$.routes[?(@.route == 'ZALO_GROUP')].count").isEqualTo(2)
        .jsonPath("$.routes[?(@.route == 'ZALO_WINDOW')].count").isEqualTo(1)
        .jsonPath("$.routes[?(@.route == 'ZALO_TEMPLATE')].count").isEqualTo(2)
        .jsonPath("$.groupPosts.posts").isEqualTo(1).jsonPath("$.groupPosts.estimatedReach").isEqualTo(25)
        .jsonPath("$.estimatedCostVnd").isEqualTo(240);
    approve(campaign);
    await().atMost(SOON).untilAsserted(() -> assertThat(campaigns.get(ward.id(), campaign).block().status()).isEqualTo(Campaign.Status.DONE));

    assertThat(oa.groups().posts(chat.externalId())).singleElement().satisfies(post -> {
      assertThat(post.text()).contains(ward.police()).contains("kiểm tra bếp gas");
      assertThat(post.callsAll()).isFalse();
    });
    assertThat(oa.resident("7001").reads()).isEmpty();
    assertThat(oa.resident("8001").reads()).singleElement().asString().contains("kiểm tra bếp gas");
    assertThat(oa.templates().sent()).extracting(sent -> sent.to()).containsExactlyInAnyOrder("8002", "8003");
    assertThat(oa.templates().sent()).allSatisfy(sent -> assertThat(sent.values()).isEqualTo(Map.of("noi_dung", "Kiểm tra bếp gas", "ten_to", "Tổ 8")));
    get("/" + campaign + "/progress").expectStatus().isOk().expectBody()
        .jsonPath("$.total").isEqualTo(6).jsonPath("$.accepted").isEqualTo(4).jsonPath("$.skipped").isEqualTo(2);

    assertThat(planner.notes(author, campaign, planner.progress(author, campaign).block()).block().readInGroup()).isEqualTo(2);
    launch.fire(campaign).block();
    assertThat(planner.progress(author, campaign).block().total()).isEqualTo(6);
    assertThat(oa.groups().posts(chat.externalId())).hasSize(1);
  }

  @Test
  void withoutATemplateAClosedWindowIsCountedAsSuch() {
    var run = planner.dryRun(author, planner.draft(author, new NewCampaign("Nhắc", "Khoá cửa", Audience.ALL, null)).block().id()).block();
    assertThat(run.unreachable()).singleElement().satisfies(reason -> {
      assertThat(reason.reason()).isEqualTo("window-closed");
      assertThat(reason.count()).isEqualTo(2);
    });
    assertThat(run.estimatedCostVnd()).isZero();
  }

  @Test
  void refusesAnUnapprovedTemplateBeforeAnythingLeaves() {
    var campaign = draft(Map.of("noi_dung", "Kiểm tra bếp gas", "ten_to", "{group}"));
    template("PENDING_REVIEW");
    templates.synchronise(ward.id(), account.id()).block();
    assertThatThrownBy(() -> planner.submit(author, campaign).block()).isInstanceOf(Conflict.class).hasMessageContaining("chưa dùng được");
    postDraft(Map.of("noi_dung", "x", "ten_to", "{group}")).expectStatus().isBadRequest().expectBody()
        .jsonPath("$.errors.template").value(String.class, text -> assertThat(text).contains("chờ duyệt"));
    assertThat(oa.templates().sent()).isEmpty();
  }

  @Test
  void asksAgainWhenTheTemplateWasSwitchedOffAfterTheApproval() {
    var campaign = planner.draft(author, new NewCampaign("Nhắc", "Khoá cửa", Audience.ALL, Instant.now().plusSeconds(1),
        new TemplateChoice(account.id(), "512890", Map.of("noi_dung", "Khoá cửa", "ten_to", "{group}")))).block().id();
    planner.submit(author, campaign).block();
    planner.approve(commander, campaign).block();
    template("DISABLE");
    templates.synchronise(ward.id(), account.id()).block();
    await().atMost(SOON).untilAsserted(() -> assertThat(campaigns.get(ward.id(), campaign).block().status()).isEqualTo(Campaign.Status.CONFIRM));
    assertThat(campaigns.get(ward.id(), campaign).block().statusReason()).contains("bị khoá");
    assertThat(oa.groups().posts(chat.externalId())).isEmpty();
  }

  @Test
  void saysWhyTemplatesWaitWhenThereIsNoMoney() {
    oa.templates().hasMoney(false);
    var campaign = draft(Map.of("noi_dung", "Kiểm tra bếp gas", "ten_to", "{group}"));
    approve(campaign);
    await().atMost(SOON).untilAsserted(() -> assertThat(planner.progress(author, campaign).block().accepted()).isEqualTo(2));
    await().atMost(SOON).untilAsserted(() -> assertThat(planner.notes(author, campaign, planner.progress(author, campaign).block()).block().waiting())
        .isEqualTo(Map.of("no money for templates", 2L)));
    get("/" + campaign + "/deliveries?status=PLANNED").expectStatus().isOk().expectBody()
        .jsonPath("$.items.length()").isEqualTo(2).jsonPath("$.items[0].reason").isNotEmpty();
    assertThat(accounts.get(ward.id(), account.id()).block().statusReason()).contains("Nạp tiền");
    planner.cancel(author, campaign).block();
  }

  @Test
  void refusesValuesThatDoNotFitForSomeGroup() {
    assertThatThrownBy(() -> draft(Map.of("noi_dung", "x".repeat(81), "ten_to", "{group}"))).hasMessageContaining("400");
    assertThatThrownBy(() -> planner.draft(author, new NewCampaign("Nhắc", "Khoá cửa", Audience.ALL, null,
        new TemplateChoice(account.id(), "512890", Map.of("ten_to", "{group}")))).block())
        .isInstanceOf(InvalidInput.class).hasMessageContaining("“noi_dung” chưa có giá trị");
    postDraft(Map.of("noi_dung", "x", "ten_to", "{group}", "thua", "y")).expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @Test
  void aPostThatZaloRefusesFailsAndIsNotSentToTheMembersOneByOne() {
    oa.groups().runsUntil("goi-a", LocalDate.now().minusDays(1));
    var campaign = draft(Map.of("noi_dung", "Kiểm tra bếp gas", "ten_to", "{group}"));
    approve(campaign);
    await().atMost(SOON).untilAsserted(() -> assertThat(campaigns.get(ward.id(), campaign).block().status()).isEqualTo(Campaign.Status.DONE));
    get("/" + campaign + "/deliveries?status=FAILED").expectStatus().isOk().expectBody()
        .jsonPath("$.items.length()").isEqualTo(1).jsonPath("$.items[0].route").isEqualTo("ZALO_GROUP")
        .jsonPath("$.items[0].reason").isEqualTo("-237: group disabled");
    assertThat(oa.resident("7001").reads()).isEmpty();
    assertThat(chats.get(ward.id(), chat.id()).block().status()).isEqualTo(GroupChat.Status.DISABLED);
    var next = planner.dryRun(author, draft(Map.of("noi_dung", "x", "ten_to", "{group}"))).block();
    assertThat(next.groupPosts()).isNull();
    assertThat(next.reachable().zalo()).isEqualTo(5);
  }

  @Test
  void aGroupOfARemovedAccountStandsInNobodysWay() {
    register.pause(ward.id(), account.id()).then(register.remove(ward.id(), account.id())).block();
    var run = planner.dryRun(author, planner.draft(author, new NewCampaign("Nhắc", "Khoá cửa", Audience.ALL, null)).block().id()).block();
    assertThat(run.groupPosts()).isNull();
    assertThat(run.unreachable()).extracting(DryRun.ReasonCount::reason).containsExactly("account-off");
    assertThat(chats.of(ward.id(), seven.id()).collectList().block()).isEmpty();
  }

  private void template(String status) {
    oa.templates().has(new Template("512890", "Thông báo", status, "TRANSACTION", NEW, "120.0",
        List.of(new Place("ten_to", "STRING", 60, true), new Place("noi_dung", "STRING", 80, true))));
  }

  private void resident(ResidentialGroup group, String id, Duration ago) {
    oa.resident(id).follows();
    oa.resident(id).lastWroteAgo(ago);
    var contact = contacts.findOrAdd(ward.id(), new ChannelAddress(Channel.ZALO, account.id(), id), Instant.now().minus(ago)).block();
    contacts.joinGroup(ward.id(), contact.id(), group.id(), true).block();
    contacts.grant(ward.id(), contact.id(), Consent.Purpose.NOTICES, "thử", Channel.ZALO, Instant.now()).block();
  }

  private UUID draft(Map<String, String> values) {
    var response = postDraft(values).expectBody().returnResult();
    var body = response.getResponseBody();
    if (response.getStatus() != HttpStatus.CREATED) {
      throw new IllegalStateException(String.valueOf(response.getStatus()));
    }
    return UUID.fromString(new JsonMapper().readTree(body).get("id").asString());
  }

  private WebTestClient.ResponseSpec postDraft(Map<String, String> values) {
    return client.post().uri("/api/v1/campaigns").headers(h -> h.setBearerAuth(wards.bearer(author))).bodyValue(Map.of("title", "Phòng cháy",
        "body", "Bà con kiểm tra bếp gas.", "audience", Map.of("all", true), "template", Map.of("id", "512890", "values", new HashMap<>(values))))
        .exchange();
  }

  private void approve(UUID campaign) {
    planner.submit(author, campaign).block();
    planner.approve(commander, campaign).block();
  }

  private WebTestClient.ResponseSpec post(String path, Officer as) {
    return client.post().uri("/api/v1/campaigns" + path).headers(h -> h.setBearerAuth(wards.bearer(as))).exchange();
  }

  private WebTestClient.ResponseSpec get(String path) {
    return client.get().uri("/api/v1/campaigns" + path).headers(h -> h.setBearerAuth(wards.bearer(author))).exchange();
  }
}
