package vn.caunoi.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.InboundMessage;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.channel.InboundReceiver;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.platform.Vault;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Ward;

/** The shipped flows through the real inbox into the real ledger; the account is paused, so that what was said stays there to be read. */
@CauNoiTest
class ConversationTurnIT {
  @Autowired InboundReceiver inbox;
  @Autowired ChannelAccounts accounts;
  @Autowired ContactBook contacts;
  @Autowired ConversationSweep sweep;
  @Autowired DatabaseClient database;
  @Autowired Vault vault;
  @Autowired JsonMapper json;
  @Autowired TestWard wards;

  private Ward ward;
  private ResidentialGroup group;
  private ChannelAddress resident;
  private int events;

  /** One message of the ledger. */
  private record Said(long seq, String text, @Nullable UUID contact, @Nullable UUID conversation, boolean ephemeral) {}

  @BeforeEach
  void begin() {
    ward = wards.create();
    group = wards.group(ward, "Tổ 5", 120);
    resident = new ChannelAddress(Channel.TELEGRAM, account().id(), "700100200");
  }

  private ChannelAccount account() {
    var account = accounts.add(ward.id(), Channel.TELEGRAM, "t" + ward.slug().substring(1), true, 10, Map.of()).block();
    accounts.markPaused(ward.id(), account.id()).block();
    return account;
  }

  /** Does it and gives what the bot says then. */
  private List<Said> does(Content content) {
    long before = said().stream().mapToLong(Said::seq).max().orElse(-1);
    inbox.receive(List.of(new InboundMessage(ward.id(), resident, "e" + events++, Instant.now(), content))).block();
    await().atMost(Duration.ofSeconds(20)).until(() -> count("inbox where status = 'NEW' and ward_id = :ward") == 0);
    return said().stream().filter(message -> message.seq() > before).toList();
  }

  private List<Said> says(String... texts) {
    List<Said> answer = List.of();
    for (var text : texts) {
      answer = does(new Content.Text(text));
    }
    return answer;
  }

  private List<Said> said() {
    return database.sql("select seq, content_sealed, contact_id, conversation_id, ephemeral from delivery where ward_id = :ward order by seq")
        .bind("ward", ward.id())
        .map(row -> new Said(row.get("seq", Long.class), text(row.get("content_sealed", byte[].class)), row.get("contact_id", UUID.class),
            row.get("conversation_id", UUID.class), row.get("ephemeral", Boolean.class)))
        .all().collectList().block();
  }

  private String text(byte @Nullable [] sealed) {
    return sealed == null ? "" : json.readTree(vault.open("delivery.content", sealed)).get("text").asString();
  }

  private long count(String tableAndCondition) {
    return database.sql("select count(*) as n from " + tableAndCondition).bind("ward", ward.id()).map(row -> row.get("n", Long.class)).one().block();
  }

  @Test
  void joinsAGroupByItsLinkInTwoTaps() {
    var greeting = does(new Content.Started("g-" + group.token()));
    assertThat(greeting).singleElement().satisfies(message -> assertThat(message.text()).contains("Tổ 5", "xin phép"));
    says("đồng ý", "có");
    var contact = contacts.find(ward.id(), resident).block();
    assertThat(contact.groupId()).isEqualTo(group.id());
    assertThat(contact.household()).isTrue();
    assertThat(contacts.agreedTo(ward.id(), contact.id(), Consent.Purpose.NOTICES).block()).isTrue();
    assertThat(count("conversation where ward_id = :ward")).isZero();
    assertThat(said()).allSatisfy(message -> assertThat(message.contact()).isEqualTo(contact.id()));
  }

  @Test
  void keepsWhatAResidentWroteSealed() {
    says("báo tin", "không", "nhận trả lời", "1", "canary-xe-ba-bánh");
    var rows = database.sql("select state, contact_id from conversation where ward_id = :ward").bind("ward", ward.id())
        .map(row -> row.get("state", byte[].class)).all().collectList().block();
    assertThat(rows).singleElement().satisfies(state -> assertThat(new String(state, StandardCharsets.ISO_8859_1)).doesNotContain("canary"));
    assertThat(count("inbox where ward_id = :ward and (payload is not null or sender_hash is not null)")).isZero();
  }

  @Test
  void leavesNoTrailOfAnAnonymousTip() {
    says("báo tin", "không", "ẩn danh", "1", "canary anh công an ơi", "không có ảnh", "không rõ nơi");
    var last = says("gửi đi");
    assertThat(count("tip where ward_id = :ward")).isEqualTo(1);
    assertThat(count("reporter_seal where ward_id = :ward")).isZero();
    assertThat(count("conversation where ward_id = :ward")).isZero();
    assertThat(count("inbox where ward_id = :ward and (payload is not null or sender_hash is not null or photo is not null)")).isZero();
    assertThat(last).hasSize(3).allSatisfy(message -> {
      assertThat(message.contact()).isNull();
      assertThat(message.conversation()).isNull();
    });
    assertThat(said()).allMatch(Said::ephemeral);
    assertThat(says("menu")).isNotEmpty();
  }

  @Test
  void sendsNumberAndSecretOfATipByThemselvesAndWithoutTheContact() {
    says("báo tin", "không", "nhận trả lời", "1", "hàng xóm hát karaoke", "không có ảnh", "không rõ nơi");
    var last = says("gửi đi");
    assertThat(last).hasSize(3);
    assertThat(last.getFirst().contact()).isNotNull();
    assertThat(last.subList(1, 3)).allSatisfy(message -> {
      assertThat(message.contact()).isNull();
      assertThat(message.conversation()).isNull();
      assertThat(message.ephemeral()).isTrue();
      assertThat(message.text()).doesNotContain("\n");
    });
    assertThat(last.get(1).text()).startsWith("PA-");
  }

  @Test
  void forgetsAResidentOnRequest() {
    does(new Content.Started("g-" + group.token()));
    says("đồng ý", "có", "xoá dữ liệu");
    var last = says("xoá dữ liệu của tôi");
    assertThat(last).singleElement().satisfies(message -> {
      assertThat(message.contact()).isNull();
      assertThat(message.ephemeral()).isTrue();
    });
    assertThat(contacts.find(ward.id(), resident).block()).isNull();
    assertThat(count("contact where ward_id = :ward")).isZero();
    assertThat(count("conversation where ward_id = :ward")).isZero();
  }

  @Test
  void knowsWhoLeftAndWhoCameBack() {
    says("chào");
    assertThat(does(new Content.Left())).isEmpty();
    assertThat(contacts.reach(ward.id(), resident).block().blockedBecause()).isEqualTo("left");
    assertThat(does(new Content.Returned())).isEmpty();
    assertThat(contacts.reach(ward.id(), resident).block().blockedBecause()).isNull();
  }

  @Test
  void welcomesWhoeverFollowsAndAnswersWhatItCannotRead() {
    assertThat(does(new Content.Followed())).singleElement().satisfies(message -> assertThat(message.text()).contains("Chào bà con"));
    assertThat(does(new Content.Unsupported("sticker"))).isNotEmpty();
    assertThat(does(new Content.Photo("gone", null))).isNotEmpty();
  }

  @Test
  void endsAConversationWhoseWaitRanOutWithoutAWord() {
    says("báo tin");
    database.sql("update conversation set times_out_at = now() - interval '1 second' where ward_id = :ward").bind("ward", ward.id()).then().block();
    int before = said().size();
    sweep.run().block();
    assertThat(count("conversation where ward_id = :ward")).isZero();
    assertThat(said()).hasSize(before);
  }
}
