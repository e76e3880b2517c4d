package vn.caunoi.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.access.Session;
import vn.caunoi.access.Sessions;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.contact.Consent;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.movement.EventConfirmations;
import vn.caunoi.movement.NewConfirmation;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.tip.NewTip;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

@CauNoiTest
class ScorecardIT {
  @Autowired ScoringDesk desk;
  @Autowired TipDesk tips;
  @Autowired EventConfirmations confirmations;
  @Autowired ContactBook book;
  @Autowired ChannelAccounts accounts;
  @Autowired DatabaseClient database;
  @Autowired TestWard wards;
  @Autowired Clock clock;
  @Autowired WebTestClient http;
  @Autowired Sessions sessions;

  private Ward ward;
  private Officer officer;
  private Officer commander;
  private ResidentialGroup first;
  private ResidentialGroup second;
  private Period period;

  @BeforeEach
  void begin() {
    ward = wards.create();
    officer = wards.signedUp(ward, Role.OFFICER);
    commander = wards.signedUp(ward, Role.COMMANDER);
    first = wards.group(ward, "Tổ 1", 100);
    second = wards.group(ward, "Tổ 2", 50);
    period = Period.of(clock.instant());
  }

  @Test
  void anEmptyWardIsNotAssessedRatherThanPerfect() {
    var card = desk.scorecard(ward.id(), new Period(2026)).block();
    assertThat(card.lines()).hasSize(22);
    assertThat(card.met()).isZero();
    assertThat(line(13).status()).isEqualTo(Score.Status.NOT_ASSESSED);
    assertThat(line(21).status()).isEqualTo(Score.Status.NOT_ASSESSED);
  }

  @Test
  void countsTipsInTimeOfThoseThatWereDue() {
    var inTime = open(Tip.Concerns.NONE, Duration.ZERO);
    resolve(inTime);
    pastDue(inTime);
    open(Tip.Concerns.NONE, Duration.ZERO);
    assertThat(line(13).figure()).extracting(Figure::numerator, Figure::denominator).containsExactly(1L, 1L);
    assertThat(line(13).status()).isEqualTo(Score.Status.MET);
    var overdue = open(Tip.Concerns.NONE, Duration.ofDays(20));
    var aboutOfficer = open(Tip.Concerns.OFFICER, Duration.ofDays(20));
    assertThat(line(13).figure()).extracting(Figure::numerator, Figure::denominator).containsExactly(1L, 2L);
    assertThat(line(13).status()).isEqualTo(Score.Status.NOT_MET);
    var rows = desk.evidence(ward.id(), period, 13).block().rows();
    assertThat(rows).extracting(row -> row.cells().getFirst()).containsExactlyInAnyOrder(inTime, overdue).doesNotContain(aboutOfficer);
    assertThat(rows).extracting(Evidence.Row::link).contains("/tips/" + overdue);
  }

  @Test
  void countsTheGroupsThatHeldTheFestival() {
    var year = new Period(2025);
    assertThat(lineOf(year, 18).figure()).extracting(Figure::numerator, Figure::denominator).containsExactly(0L, 2L);
    confirm(first);
    confirm(first);
    assertThat(lineOf(year, 18).figure()).extracting(Figure::numerator, Figure::denominator).containsExactly(1L, 2L);
    confirm(second);
    assertThat(lineOf(year, 18).status()).isEqualTo(Score.Status.MET);
    assertThatThrownBy(() -> confirmations.confirm(officer, new NewConfirmation(first.id(), "ngay-hoi-19-8",
        LocalDate.now(clock).plusDays(3), "Nhà văn hoá", 10, "", null)).block()).isInstanceOf(InvalidInput.class);
  }

  @Test
  void countsGroupsWithAConnectedHouseholdAndHidesSmallNumbers() {
    connect(first, "a");
    assertThat(line(19).figure()).extracting(Figure::numerator, Figure::denominator).containsExactly(1L, 2L);
    assertThat(desk.evidence(ward.id(), period, 19).block().rows().getFirst().cells()).containsExactly("Tổ 1", "100", "<5", "<5 %");
  }

  @Test
  void countsCampaignsByHouseholdsThatGotThem() {
    var contact = connect(wards.group(ward, "Tổ 3", 2), "b");
    var campaign = UUID.randomUUID();
    database.sql("""
        insert into campaign (ward_id, id, title, body, to_all, status, created_at, done_at) values (:ward, :id, 'PCCC', 'b', true, 'DONE', :now, :now)""")
        .bind("ward", ward.id()).bind("id", campaign).bind("now", clock.instant()).then().block();
    database.sql("""
        insert into delivery (ward_id, id, purpose, priority, route, status, campaign_id, contact_id, group_id, channel, due_at, created_at)
        select ward_id, :id, 'CAMPAIGN', 1, 'TELEGRAM', 'DELIVERED', :campaign, id, group_id, 'TELEGRAM', :now, :now
        from contact where ward_id = :ward and id = :contact""")
        .bind("ward", ward.id()).bind("id", UUID.randomUUID()).bind("campaign", campaign).bind("contact", contact).bind("now", clock.instant()).then().block();
    assertThat(line(20).figure()).extracting(Figure::numerator, Figure::denominator).containsExactly(1L, 3L);
    assertThat(line(20).status()).isEqualTo(Score.Status.NOT_MET);
  }

  @Test
  void satisfactionOpensToCountsOnly() {
    for (int i = 0; i < 30; i++) {
      database.sql("""
          insert into rating (ward_id, id, survey, factor, level, channel, answered_on) values (:ward, :id, 'closed_tip', 5, :level, 'WEB', :day)""")
          .bind("ward", ward.id()).bind("id", UUID.randomUUID()).bind("level", i < 27 ? 5 : 2).bind("day", LocalDate.now(clock)).then().block();
    }
    assertThat(line(21).status()).isEqualTo(Score.Status.MET);
    assertThat(line(21).value()).isEqualTo("27/30 phiếu hài lòng (90 %)");
    assertThat(desk.evidence(ward.id(), period, 21).block().rows()).hasSize(4).allMatch(row -> row.link() == null && row.counted() == null);
  }

  @Test
  void aStatementCountsOnceAnotherPersonConfirmsIt() {
    desk.propose(officer, period, said(2, Score.Status.MET, 0)).block();
    assertThat(line(2).status()).isEqualTo(Score.Status.NOT_ASSESSED);
    assertThat(line(2).proposed()).isNotNull();
    assertThatThrownBy(() -> desk.confirm(officer, period, 2, 1).block()).isInstanceOf(Forbidden.class);
    desk.confirm(commander, period, 2, 1).block();
    assertThat(line(2).status()).isEqualTo(Score.Status.MET);
    assertThatThrownBy(() -> desk.propose(officer, period, said(2, Score.Status.NOT_MET, 0)).block()).isInstanceOf(Conflict.class);
    desk.propose(commander, period, said(2, Score.Status.NOT_MET, 1)).block();
    assertThatThrownBy(() -> desk.confirm(commander, period, 2, 2).block()).isInstanceOf(Forbidden.class);
    assertThat(line(2).status()).isEqualTo(Score.Status.MET);
    assertThatThrownBy(() -> desk.propose(officer, period, said(13, Score.Status.MET, 0)).block()).isInstanceOf(InvalidInput.class);
  }

  @Test
  void scriptsAndPagesShowTheSameCard() {
    desk.propose(officer, period, said(2, Score.Status.MET, 0)).block();
    desk.confirm(commander, period, 2, 1).block();
    var card = client().get().uri("/api/v1/scorecard?period=" + period).exchange().expectStatus().isOk()
        .expectBody(Map.class).returnResult().getResponseBody();
    assertThat(card).containsEntry("criteriaSet", "assumed-2026").containsEntry("period", period.toString()).containsEntry("met", 1);
    assertThat((List<?>) card.get("criteria")).hasSize(22);
    for (var path : List.of("/scorecard", "/scorecard/" + period + "/2", "/scorecard/" + period + "/13", "/scorecard/" + period + "/21")) {
      client().get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk();
    }
    client().get().uri("/api/v1/scorecard?period=20x6").exchange().expectStatus().isBadRequest();
    client().get().uri("/scorecard/" + period + "/99").accept(MediaType.TEXT_HTML).exchange().expectStatus().isNotFound();
  }

  private Scorecard.Line line(int number) {
    return lineOf(period, number);
  }

  private Scorecard.Line lineOf(Period year, int number) {
    return desk.line(ward.id(), year, number).block();
  }

  private String open(Tip.Concerns concerns, Duration ago) {
    return tips.open(new NewTip(ward.id(), first.id(), Channel.WEB, null, "noise", concerns, "tiếng ồn", List.of(), null, clock.instant().minus(ago)))
        .block().code();
  }

  private void resolve(String code) {
    tips.assign(officer, code, officer.id(), version(code)).block();
    tips.changeStatus(officer, code, Tip.Status.RESOLVED, "Đã nhắc nhở", version(code)).block();
  }

  private long version(String code) {
    return database.sql("select version from tip where ward_id = :ward and code = :code").bind("ward", ward.id()).bind("code", code)
        .map(row -> row.get(0, Long.class)).one().block();
  }

  /** The one thing that no desk can do: let time pass. */
  private void pastDue(String code) {
    database.sql("update tip set due_at = :now where ward_id = :ward and code = :code").bind("now", clock.instant()).bind("ward", ward.id())
        .bind("code", code).then().block();
  }

  private void confirm(ResidentialGroup group) {
    confirmations.confirm(officer, new NewConfirmation(group.id(), "ngay-hoi-19-8", LocalDate.of(2025, 8, 17), "Nhà văn hoá", 80, "", null)).block();
  }

  private UUID connect(ResidentialGroup group, String name) {
    var account = accounts.add(ward.id(), Channel.TELEGRAM, name + ward.slug().substring(1), true, 10, Map.of()).block();
    var contact = book.findOrAdd(ward.id(), new ChannelAddress(Channel.TELEGRAM, account.id(), name), clock.instant()).block();
    book.joinGroup(ward.id(), contact.id(), group.id(), true).block();
    book.grant(ward.id(), contact.id(), Consent.Purpose.NOTICES, "1", Channel.TELEGRAM, clock.instant()).block();
    return contact.id();
  }

  private static ScoringDesk.Statement said(int criterion, Score.Status status, int onVersion) {
    return new ScoringDesk.Statement(criterion, status, "", "QĐ 12/QĐ-CAT", onVersion);
  }

  private WebTestClient client() {
    return http.mutate().defaultHeader("Authorization", "Bearer " + sessions.open(officer.id(), Session.Kind.BEARER, null).block().token()).build();
  }
}
