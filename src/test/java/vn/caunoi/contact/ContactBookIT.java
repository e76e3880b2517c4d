package vn.caunoi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.flow.FlowAction;
import vn.caunoi.flow.FlowCall;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.Ward;

@CauNoiTest
class ContactBookIT {
  private static final Instant AT = Instant.parse("2026-11-20T08:42:17Z");

  @Autowired ContactBook book;
  @Autowired ContactPhones phones;
  @Autowired ChannelAccounts accounts;
  @Autowired List<FlowAction> actions;
  @Autowired DatabaseClient database;
  @Autowired TestWard wards;

  private Ward ward;
  private ChannelAccount zalo;

  @BeforeEach
  void begin() {
    ward = wards.create();
    zalo = accounts.add(ward.id(), Channel.ZALO, "z" + ward.slug().substring(1), true, 10, Map.of()).block();
  }

  private ChannelAddress address(String id) {
    return new ChannelAddress(Channel.ZALO, zalo.id(), id);
  }

  private Map<String, String> act(String name, Contact contact, Map<String, String> variables) {
    var action = actions.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    return action.run(new FlowCall(ward.id(), contact.id(), address("7012345678901234567"), UUID.randomUUID(), variables, AT)).block();
  }

  @Test
  void knowsWhoeverWroteBefore() {
    var first = book.findOrAdd(ward.id(), address("1"), AT).block();
    assertThat(book.findOrAdd(ward.id(), address("1"), AT).block()).isEqualTo(first);
    assertThat(book.findOrAdd(ward.id(), address("2"), AT).block()).isNotEqualTo(first);
    assertThat(book.find(ward.id(), address("1")).block()).isEqualTo(first);
    assertThat(book.find(ward.id(), address("3")).block()).isNull();
  }

  @Test
  void makesOneContactOfManyFirstMessagesAtOnce() {
    var found = Flux.range(0, 20).flatMap(n -> book.findOrAdd(ward.id(), address("1"), AT), 8).map(Contact::id).distinct().collectList().block();
    assertThat(found).hasSize(1);
    assertThat(database.sql("select count(*) as n from contact where ward_id = :ward").bind("ward", ward.id())
        .map(row -> row.get("n", Long.class)).one().block()).isEqualTo(1);
  }

  @Test
  void keepsAddressesSealedAndTimesToTheHour() {
    var contact = book.findOrAdd(ward.id(), address("7012345678901234567"), AT).block();
    var row = database.sql("select address_hash, address_sealed, last_in_at from contact_address where ward_id = :ward").bind("ward", ward.id())
        .map(r -> Map.of("hash", r.get("address_hash", byte[].class), "sealed", r.get("address_sealed", byte[].class), "at",
            r.get("last_in_at", Instant.class))).one().block();
    assertThat(new String((byte[]) row.get("hash"), StandardCharsets.ISO_8859_1)).doesNotContain("7012345678");
    assertThat(new String((byte[]) row.get("sealed"), StandardCharsets.ISO_8859_1)).doesNotContain("7012345678");
    assertThat(row.get("at")).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    assertThat(book.addressesOf(ward.id(), contact.id()).single().block().address()).isEqualTo(address("7012345678901234567"));
  }

  @Test
  void reachesABlockedAddressAgainOnceItWrites() {
    book.findOrAdd(ward.id(), address("1"), AT).block();
    book.markUnreachable(ward.id(), address("1"), "left").block();
    assertThat(book.reach(ward.id(), address("1")).block().blockedBecause()).isEqualTo("left");
    assertThat(book.reach(ward.id(), address("1")).block().open(AT)).isFalse();
    book.findOrAdd(ward.id(), address("1"), AT).block();
    assertThat(book.reach(ward.id(), address("1")).block().open(AT)).isTrue();
  }

  @Test
  void neverMovesAWindowBack() {
    book.findOrAdd(ward.id(), address("1"), AT).block();
    book.touched(ward.id(), address("1"), AT.minusSeconds(86_400)).block();
    assertThat(book.reach(ward.id(), address("1")).block().lastInAt()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
  }

  @Test
  void countsTheWelcomesOfASilentFollowerUntilTheyAct() {
    book.followed(ward.id(), address("1"), AT).block();
    assertThat(window("1", AT)).isEqualTo(new ReplyWindow.Welcome(3));
    book.welcomed(ward.id(), zalo.id(), List.of(address("1"), address("1"), address("2"))).block();
    assertThat(window("1", AT)).isEqualTo(new ReplyWindow.Welcome(1));
    book.welcomed(ward.id(), zalo.id(), List.of(address("1"))).block();
    assertThat(window("1", AT)).isEqualTo(new ReplyWindow.TemplateOnly());
    book.findOrAdd(ward.id(), address("1"), AT).block();
    assertThat(window("1", AT)).isEqualTo(new ReplyWindow.Free(47));
  }

  @Test
  void takesAFollowOfSomebodyWhoActedBeforeForAnAct() {
    book.findOrAdd(ward.id(), address("1"), AT.minus(Duration.ofDays(20))).block();
    book.followed(ward.id(), address("1"), AT).block();
    assertThat(window("1", AT)).isEqualTo(new ReplyWindow.Free(47));
  }

  @Test
  void believesARefusalUntilTheAddressActsAgain() {
    book.findOrAdd(ward.id(), address("1"), AT).block();
    for (var barrier : List.of(Barrier.WINDOW, Barrier.KIND, Barrier.DAY)) {
      book.refused(ward.id(), address("1"), new SendOutcome.Unreachable("x", barrier), AT.plus(Duration.ofHours(3))).block();
      assertThat(window("1", AT.plus(Duration.ofHours(3))).open()).isFalse();
      book.touched(ward.id(), address("1"), AT.plus(Duration.ofHours(1))).block();
      assertThat(window("1", AT.plus(Duration.ofHours(3))).open()).as("an old event that comes late").isFalse();
      book.touched(ward.id(), address("1"), AT.plus(Duration.ofHours(3))).block();
      assertThat(window("1", AT.plus(Duration.ofHours(3)))).isEqualTo(new ReplyWindow.Free(47));
    }
    book.refused(ward.id(), address("1"), new SendOutcome.Unreachable("blocks the OA"), AT).block();
    assertThat(window("1", AT)).isEqualTo(new ReplyWindow.Closed("blocks the OA"));
  }

  @Test
  void anActOfSomebodyUnknownLeavesNoTrace() {
    book.touched(ward.id(), address("9"), AT).block();
    assertThat(book.reach(ward.id(), address("9")).block()).isNull();
  }

  private ReplyWindow window(String id, Instant now) {
    return book.reach(ward.id(), address(id)).block().window(now, new MessagePrices(List.of()));
  }

  @Test
  void seesNothingOfAnotherWard() {
    var contact = book.findOrAdd(ward.id(), address("1"), AT).block();
    var other = wards.create();
    assertThat(book.find(other.id(), address("1")).block()).isNull();
    assertThatThrownBy(() -> book.get(other.id(), contact.id()).block()).isInstanceOf(NotFound.class);
  }

  @Test
  void recordsConsentAndItsWithdrawal() {
    var contact = book.findOrAdd(ward.id(), address("1"), AT).block();
    act("record_consent", contact, Map.of("purposes", "notices, reminders"));
    act("record_consent", contact, Map.of("purposes", "notices, reminders"));
    assertThat(book.agreedTo(ward.id(), contact.id(), Consent.Purpose.NOTICES).block()).isTrue();
    assertThat(book.agreedTo(ward.id(), contact.id(), Consent.Purpose.SURVEYS).block()).isFalse();
    act("stop_notices", contact, Map.of());
    assertThat(book.agreedTo(ward.id(), contact.id(), Consent.Purpose.NOTICES).block()).isFalse();
    act("resume_notices", contact, Map.of());
    assertThat(book.agreedTo(ward.id(), contact.id(), Consent.Purpose.NOTICES).block()).isTrue();
    assertThat(book.consents(ward.id(), contact.id()).collectList().block()).hasSize(4);
  }

  @Test
  void keepsAPhoneNumberOnlyWhileItIsAgreedTo() {
    var contact = book.findOrAdd(ward.id(), address("1"), AT).block();
    assertThat(book.phoneGiven(ward.id(), contact.id(), "84912345678", AT).block()).isFalse();
    assertThat(act("keep_phone", contact, Map.of("phone", "nhà tôi"))).containsEntry("result", "invalid");
    assertThat(act("phone_status", contact, Map.of())).containsEntry("has_phone", "no");
    assertThat(act("keep_phone", contact, Map.of("phone", "0912.345 678"))).containsEntry("result", "ok");
    assertThat(phones.find(ward.id(), address("1")).block()).isEqualTo("84912345678");
    assertThat(book.phoneGiven(ward.id(), contact.id(), "+84 987 654 321", AT).block()).isTrue();
    assertThat(phones.find(ward.id(), address("1")).block()).isEqualTo("84987654321");
    assertThat(act("my_data", contact, Map.of()).get("data")).contains("đang giữ một số").doesNotContain("987654321");
    act("record_consent", contact, Map.of("purposes", "notices"));
    assertThat(act("phone_status", contact, Map.of())).containsEntry("has_phone", "yes");
    act("forget_phone", contact, Map.of());
    assertThat(phones.find(ward.id(), address("1")).block()).isNull();
    act("keep_phone", contact, Map.of("phone", "0912345678"));
    act("stop_notices", contact, Map.of());
    assertThat(phones.find(ward.id(), address("1")).block()).isNull();
  }

  @Test
  void aLateFarewellDoesNotShutOutWhoHasComeBack() {
    book.findOrAdd(ward.id(), address("1"), AT).block();
    book.left(ward.id(), address("1"), AT.minusSeconds(7_200)).block();
    assertThat(book.reach(ward.id(), address("1")).block().blockedBecause()).isNull();
    book.left(ward.id(), address("1"), AT.plusSeconds(60)).block();
    assertThat(book.reach(ward.id(), address("1")).block().blockedBecause()).isEqualTo("left");
  }

  @Test
  void joinsAGroupByItsCodeOrByChoosing() {
    var contact = book.findOrAdd(ward.id(), address("1"), AT).block();
    var group = wards.group(ward, "Tổ 5", 120);
    var found = act("find_group", contact, Map.of("token", group.token()));
    assertThat(found).containsEntry("result", "ok").containsEntry("group_name", "Tổ 5").containsEntry("ward_name", ward.name());
    assertThat(act("list_groups", contact, Map.of()).get("groups")).isEqualTo(group.id() + "|Tổ 5");
    assertThat(act("join_group", contact, Map.of("group_id", found.get("group_id"), "household", "yes"))).containsEntry("result", "ok");
    assertThat(book.get(ward.id(), contact.id()).block()).isEqualTo(new Contact(ward.id(), contact.id(), group.id(), true, "vi"));
    assertThat(act("contact_status", contact, Map.of())).containsEntry("joined", "yes").containsEntry("group_name", "Tổ 5").containsEntry("consent", "no");
  }

  @Test
  void joinsNoGroupOfAnotherWard() {
    var contact = book.findOrAdd(ward.id(), address("1"), AT).block();
    var elsewhere = wards.group(wards.create(), "Tổ 1", 10);
    assertThat(act("find_group", contact, Map.of("token", elsewhere.token()))).containsEntry("result", "not_found");
    assertThat(act("join_group", contact, Map.of("group_id", elsewhere.id().toString()))).containsEntry("result", "not_found");
    assertThat(act("join_group", contact, Map.of("group_id", "Tổ 1"))).containsEntry("result", "not_found");
  }

  @Test
  void tellsResidentsWhatItKnowsAndForgetsThemOnRequest() {
    var contact = book.findOrAdd(ward.id(), address("1"), AT).block();
    var group = wards.group(ward, "Tổ 5", 120);
    book.joinGroup(ward.id(), contact.id(), group.id(), true).block();
    book.grant(ward.id(), contact.id(), Consent.Purpose.NOTICES, "1", Channel.ZALO, AT).block();
    act("keep_phone", contact, Map.of("phone", "0912345678"));
    assertThat(act("my_data", contact, Map.of()).get("data")).contains("Zalo", "Tổ 5", "hộ gia đình", "thông báo của phường từ 20/11/2026");
    assertThat(act("delete_my_data", contact, Map.of())).containsEntry("result", "ok").containsEntry("deadline", "10/12/2026");
    assertThat(book.find(ward.id(), address("1")).block()).isNull();
    assertThat(database.sql("select details->>'due_on' as due from audit_entry where ward_id = :ward and action = 'contact_erased' and subject_id = :id")
        .bind("ward", ward.id()).bind("id", contact.id().toString()).map(row -> row.get("due", String.class)).one().block()).isEqualTo("10/12/2026");
    for (var table : List.of("contact", "contact_address", "contact_phone", "consent")) {
      assertThat(database.sql("select count(*) as n from " + table + " where ward_id = :ward").bind("ward", ward.id())
          .map(row -> row.get("n", Long.class)).one().block()).isZero();
    }
  }
}
