package vn.caunoi.tip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import org.springframework.transaction.reactive.TransactionalOperator;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.NotFound;
import vn.caunoi.tip.Tip.Concerns;
import vn.caunoi.tip.Tip.Status;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

@CauNoiTest
class TipDeskIT {
  @Autowired TipDesk desk;
  @Autowired TipInbox inbox;
  @Autowired ReporterDesk reporters;
  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;
  @Autowired ContactBook contacts;
  @Autowired DatabaseClient database;
  @Autowired TransactionalOperator transactions;
  @Autowired Clock clock;

  private Ward ward;
  private ResidentialGroup group;
  private Officer officer;
  private Officer commander;
  private ChannelAddress resident;

  @BeforeEach
  void aWardWithPeople() {
    ward = wards.create();
    group = wards.group(ward, "Tổ 7", 120);
    officer = wards.officer(ward, Role.OFFICER);
    commander = wards.officer(ward, Role.COMMANDER);
    var account = accounts.add(ward.id(), Channel.TELEGRAM, "tip-" + ward.slug(), true, 25, Map.of()).block();
    resident = new ChannelAddress(Channel.TELEGRAM, account.id(), "7" + Math.abs(ward.id().hashCode()));
    contacts.findOrAdd(ward.id(), resident, clock.instant()).block();
  }

  @Test
  void numbersHaveNoGaps() {
    var failing = desk.open(tip("Tin bị huỷ giữa chừng")).then(Mono.<TipReceipt>error(new IllegalStateException("roll back"))).as(transactions::transactional);
    var codes = Flux.fromStream(IntStream.range(0, 12).boxed())
        .flatMap(i -> i % 3 == 0 ? failing.onErrorResume(IllegalStateException.class, e -> Mono.empty()) : desk.open(tip("Tin " + i)), 6)
        .map(TipReceipt::code).collectSortedList().block();
    var year = "%02d".formatted(vn.caunoi.platform.VietnamTime.dateOf(clock.instant()).getYear() % 100);
    assertThat(codes).containsExactlyElementsOf(IntStream.rangeClosed(1, 8).mapToObj(i -> "PA-%s-%04d".formatted(year, i)).toList());
  }

  @Test
  void everythingSaidIsSealed() {
    var code = desk.open(tip("Chim hoàng yến biết nói")).block().code();
    desk.reply(officer, code, "Bồ câu trả lời").block();
    desk.note(officer, code, "Đại bàng ghi chú").block();
    var dump = dump(ward.id(), "tip", "tip_message", "tip_note", "tip_event", "reporter_seal", "audit_entry", "delivery");
    assertThat(dump).doesNotContain("hoàng yến", "Bồ câu", "Đại bàng", resident.externalId());
    assertThat(inbox.read(officer, code).block().timeline()).extracting(TipFile.Entry::words)
        .contains("Chim hoàng yến biết nói", "Bồ câu trả lời", "Đại bàng ghi chú");
  }

  @Test
  void isWorkedOnFromReceiptToClosing() {
    var code = desk.open(tip("Tiếng ồn karaoke")).block().code();
    desk.categorise(officer, code, "order_issue", 1).block();
    desk.assign(commander, code, officer.id(), 2).block();
    desk.changeStatus(officer, code, Status.VERIFYING, "", 3).block();
    desk.changeStatus(officer, code, Status.RESOLVED, "Đã nhắc nhở chủ quán", 4).block();
    desk.changeStatus(officer, code, Status.CLOSED, "", 5).block();
    var file = inbox.read(officer, code).block();
    assertThat(file.tip()).returns(Status.CLOSED, Tip::status).returns("Đã nhắc nhở chủ quán", Tip::result).returns(commander.id(), Tip::accountableId);
    assertThat(file.tip().clock()).startsWith("10 ngày làm việc");
    assertThat(file.timeline()).extracting(TipFile.Entry::what)
        .containsSubsequence("received", "categorised", "assigned", "status", "status", "status");
  }

  @Test
  void staleVersionIsRefused() {
    var code = desk.open(tip("Xe máy lạ")).block().code();
    desk.assign(officer, code, officer.id(), 1).block();
    assertThatThrownBy(() -> desk.assign(commander, code, commander.id(), 1).block()).isInstanceOf(Conflict.class).hasMessageContaining(code);
  }

  @Test
  void anotherWardsTipIsNotFound() {
    var code = desk.open(tip("Của phường này")).block().code();
    var stranger = wards.officer(wards.create(), Role.COMMANDER);
    assertThatThrownBy(() -> inbox.read(stranger, code).block()).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> desk.reply(stranger, code, "Chào").block()).isInstanceOf(NotFound.class);
  }

  @Test
  void provinceAndAdministratorSeeNoTip() {
    var code = desk.open(tip("Riêng của phường")).block().code();
    for (var role : List.of(Role.PROVINCE, Role.ADMIN)) {
      var viewer = wards.officer(ward, role);
      assertThatThrownBy(() -> inbox.read(viewer, code).block()).isInstanceOf(Forbidden.class);
      assertThatThrownBy(() -> inbox.list(viewer, TipFilter.of(TipFilter.Folder.ALL), null, 20).block()).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void conflictTipStaysOut() {
    var usual = desk.open(tip("Việc thường")).block().code();
    var aboutOfficer = desk.open(about(Concerns.OFFICER)).block().code();
    var aboutCommand = desk.open(about(Concerns.COMMAND)).block().code();
    assertThat(inbox.list(commander, TipFilter.of(TipFilter.Folder.ALL), null, 50).block().items()).extracting(TipLine::code).containsExactly(usual);
    assertThat(inbox.list(commander, new TipFilter(TipFilter.Folder.ALL, null, null, null, aboutOfficer), null, 50).block().items()).isEmpty();
    assertThat(inbox.counts(commander).block().get(TipFilter.Folder.NEW)).isEqualTo(1);
    assertThatThrownBy(() -> inbox.read(officer, aboutOfficer).block()).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> inbox.read(commander, aboutCommand).block()).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> inbox.aboutOfficers(officer).blockFirst()).isInstanceOf(Forbidden.class);
    assertThat(inbox.aboutOfficers(commander).map(TipLine::code).collectList().block()).containsExactly(aboutOfficer);
    assertThat(inbox.aboutCommand(commander).block()).isEqualTo(1);
    assertThat(inbox.read(commander, aboutOfficer).block().tip().code()).isEqualTo(aboutOfficer);
  }

  @Test
  void listsNewestFirstInPagesAndFindsByNumberCategoryAndGroup() {
    var codes = IntStream.range(0, 5).mapToObj(i -> desk.open(tip("Tin " + i)).block().code()).toList();
    desk.categorise(officer, codes.get(2), "crime_notice", 1).block();
    var first = inbox.list(officer, TipFilter.of(TipFilter.Folder.ALL), null, 2).block();
    var second = inbox.list(officer, TipFilter.of(TipFilter.Folder.ALL), first.nextCursor(), 2).block();
    assertThat(first.items()).extracting(TipLine::code).containsExactly(codes.get(4), codes.get(3));
    assertThat(second.items()).extracting(TipLine::code).containsExactly(codes.get(2), codes.get(1));
    assertThat(found("pa 26")).isEmpty();
    assertThat(found(codes.get(1).toLowerCase())).containsExactly(codes.get(1));
    assertThat(found("tin bao ve toi pham")).containsExactly(codes.get(2));
    assertThat(found("to 7")).hasSize(5);
    assertThat(found("không có gì như vậy")).isEmpty();
  }

  @Test
  void everyReadingIsInTheAuditTrail() {
    var receipt = desk.open(tip("Ai đọc cũng ghi lại")).block();
    inbox.read(officer, receipt.code()).block();
    var reads = database.sql("select count(*) as n from audit_entry where ward_id = :w and action = 'tip_read' and subject_id = :id and officer_id = :o")
        .bind("w", ward.id()).bind("id", receipt.id().toString()).bind("o", officer.id()).map(row -> row.get("n", Long.class)).one().block();
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void theReporterFollowsAddsAndWithdrawsByNumberAndSecret() {
    var receipt = desk.open(tip("Đèn đường hỏng")).block();
    desk.assign(officer, receipt.code(), officer.id(), 1).block();
    desk.changeStatus(officer, receipt.code(), Status.WAITING, "", 2).block();
    var claim = new ReporterDesk.Claim(null, receipt.code().toLowerCase(), receipt.secret().replace("-", " "));
    assertThat(reporters.add(claim, "Thêm: ở ngõ 12", List.of()).block()).isInstanceOf(ReporterDesk.Outcome.Found.class);
    assertThat(inbox.read(officer, receipt.code()).block().tip().status()).isEqualTo(Status.VERIFYING);
    assertThat(reporters.withdraw(claim).block()).isInstanceOf(ReporterDesk.Outcome.Found.class);
    assertThat(reporters.add(claim, "Nữa", List.of()).block()).isInstanceOf(ReporterDesk.Outcome.Closed.class);
    assertThat(((ReporterDesk.Outcome.Found) reporters.find(claim).block()).view().status()).isEqualTo(Status.WITHDRAWN);
  }

  @Test
  void wrongSecretsSlowTheNumberDown() {
    var receipt = desk.open(tip("Không ai được đoán")).block();
    var wrong = new ReporterDesk.Claim(ward.id(), receipt.code(), "AAAA-AAAA-AAAA-AAAA");
    for (int i = 0; i < WrongSecrets.FREE + 2; i++) {
      reporters.find(wrong).block();
    }
    assertThat(reporters.find(wrong).block()).isInstanceOf(ReporterDesk.Outcome.SlowDown.class);
    database.sql("delete from tip_wrong_secret where code = :code").bind("code", receipt.code()).then().block();
  }

  @Test
  void replyReachesTheReporter() {
    var code = desk.open(tip("Xin trả lời tôi")).block().code();
    assertThat(desk.reply(officer, code, "Chúng tôi đã tới xem").block().onItsWay()).isTrue();
    var answer = inbox.read(officer, code).block().timeline().stream().filter(e -> e.kind() == TipFile.Kind.ANSWER).findFirst().orElseThrow();
    assertThat(answer.fate()).isNotNull();
    var contact = database.sql("select count(*) as n from delivery where ward_id = :w and contact_id is not null").bind("w", ward.id())
        .map(row -> row.get("n", Long.class)).one().block();
    assertThat(contact).isZero();
  }

  @Test
  void answerToAnAnonymousTipWaitsOnItsPage() {
    var receipt = desk.open(new NewTip(ward.id(), group.id(), Channel.TELEGRAM, null, "drugs", Concerns.NONE, "Không nói tên", List.of(), null,
        clock.instant())).block();
    assertThat(desk.reply(officer, receipt.code(), "Cảm ơn đã báo").block().onItsWay()).isFalse();
    assertThat(database.sql("select count(*) as n from reporter_seal where ward_id = :w").bind("w", ward.id())
        .map(row -> row.get("n", Long.class)).one().block()).isZero();
    var view = ((ReporterDesk.Outcome.Found) reporters.find(new ReporterDesk.Claim(ward.id(), receipt.code(), receipt.secret())).block()).view();
    assertThat(view.lastAnswer()).isEqualTo("Cảm ơn đã báo");
  }

  private List<String> found(String q) {
    return inbox.list(officer, new TipFilter(TipFilter.Folder.ALL, null, null, null, q), null, 50).block().items().stream().map(TipLine::code).toList();
  }

  private NewTip tip(String text) {
    return new NewTip(ward.id(), group.id(), Channel.TELEGRAM, resident, "noise", Concerns.NONE, text, List.of(), "21.028,105.854", clock.instant());
  }

  private NewTip about(Concerns concerns) {
    return new NewTip(ward.id(), group.id(), Channel.TELEGRAM, resident, "attitude", concerns, "Vòi tiền", List.of(), null, clock.instant());
  }

  /** All rows of the ward, as text; sealed bytes as hexadecimal and as the text they would be if they were not sealed. */
  private String dump(UUID wardId, String... tables) {
    return Flux.just(tables).concatMap(table -> database.sql("select t::text as line from " + table + " t where ward_id = :w").bind("w", wardId)
        .map(row -> row.get("line", String.class)).all()).map(TipDeskIT::withBytesAsText).collectList().map(lines -> String.join("\n", lines)).block();
  }

  private static String withBytesAsText(String line) {
    var text = new StringBuilder(line);
    java.util.regex.Pattern.compile("\\\\\\\\?x([0-9a-f]{8,})").matcher(line).results()
        .forEach(m -> text.append(' ').append(new String(java.util.HexFormat.of().parseHex(m.group(1)), java.nio.charset.StandardCharsets.UTF_8)));
    return text.toString();
  }
}
