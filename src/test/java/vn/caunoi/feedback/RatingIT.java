package vn.caunoi.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.contact.ContactBook;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.tip.NewTip;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;

@CauNoiTest
class RatingIT {
  @Autowired InvitationSweep sweep;
  @Autowired Invitations invitations;
  @Autowired SurveyDesk desk;
  @Autowired FeedbackBook book;
  @Autowired TipDesk tips;
  @Autowired TestWard wards;
  @Autowired ChannelAccounts accounts;
  @Autowired ContactBook contacts;
  @Autowired DatabaseClient database;
  @Autowired Clock clock;

  private Ward ward;
  private Officer officer;
  private ChannelAddress resident;

  @BeforeEach
  void aWard() {
    ward = wards.create();
    officer = wards.officer(ward, Role.OFFICER);
    var account = accounts.add(ward.id(), Channel.TELEGRAM, "rate-" + ward.slug(), true, 25, Map.of()).block();
    resident = new ChannelAddress(Channel.TELEGRAM, account.id(), "8" + Math.abs(ward.id().hashCode()));
    contacts.findOrAdd(ward.id(), resident, clock.instant()).block();
  }

  @Test
  void invitesOncePerClosedTip() {
    closedTip(resident);
    closedTip(null);
    sweep.run().block();
    sweep.run().block();
    assertThat(count("survey_invitation where sent")).isEqualTo(1);
    assertThat(count("survey_invitation")).isEqualTo(1);
    assertThat(count("delivery where contact_id is null")).isEqualTo(1);
  }

  @Test
  void whoCannotBeReachedIsRecordedAsNotInvited() {
    var gone = new ChannelAddress(Channel.TELEGRAM, resident.accountId(), "9" + resident.externalId());
    contacts.findOrAdd(ward.id(), gone, clock.instant()).block();
    closedTip(gone);
    contacts.markUnreachable(ward.id(), gone, "blocked").block();
    sweep.run().block();
    assertThat(count("survey_invitation where not sent")).isEqualTo(1);
    assertThat(summary().invited()).isZero();
  }

  @Test
  void oneAnswerPerInvitation() {
    var token = invited();
    assertThat(desk.rate(token, new SurveyDesk.Answer(5, "Nhanh, tử tế")).block()).isEqualTo(SurveyDesk.Outcome.OK);
    assertThat(desk.rate(token, new SurveyDesk.Answer(1, "")).block()).isEqualTo(SurveyDesk.Outcome.USED);
    assertThat(desk.rate("khong-co-token-nay", new SurveyDesk.Answer(1, "")).block()).isEqualTo(SurveyDesk.Outcome.EXPIRED);
    assertThat(summary()).returns(1L, FeedbackSummary::invited).returns(1L, FeedbackSummary::answered);
    assertThat(summary().index().percent()).isEqualTo(100.0);
  }

  @Test
  void anAnswerCannotBeJoinedBack() {
    desk.rate(invited(), new SurveyDesk.Answer(4, "")).block();
    var columns = database.sql("select column_name from information_schema.columns where table_name = 'rating'")
        .map(row -> row.get("column_name", String.class)).all().collect(Collectors.toSet()).block();
    assertThat(columns).containsExactlyInAnyOrder("ward_id", "id", "survey", "factor", "level", "channel", "group_id", "answered_on");
    var id = database.sql("select id from rating where ward_id = :w").bind("w", ward.id()).map(row -> row.get("id", UUID.class)).one().block();
    assertThat(id.version()).as("a time-ordered id would tell when").isEqualTo(4);
  }

  @Test
  void thePageOfATipTakesOneAnswerToo() {
    var about = new SurveyDesk.About(ward.id(), closedTip(null), "TELEGRAM", null);
    assertThat(desk.rateTip(about, new SurveyDesk.Answer(3, "")).block()).isEqualTo(SurveyDesk.Outcome.OK);
    assertThat(desk.rateTip(about, new SurveyDesk.Answer(3, "")).block()).isEqualTo(SurveyDesk.Outcome.USED);
  }

  private String invited() {
    var token = SurveyDesk.newToken();
    var today = VietnamTime.dateOf(clock.instant());
    invitations.add(new Invitations.NewInvitation(ward.id(), UUID.randomUUID(), Survey.TIP_CLOSED, token, closedTip(null), "TELEGRAM", null,
        UUID.randomUUID(), today, today.plusDays(14))).block();
    return token;
  }

  private UUID closedTip(ChannelAddress reporter) {
    var receipt = tips.open(new NewTip(ward.id(), null, Channel.TELEGRAM, reporter, "noise", Tip.Concerns.NONE, "Ồn", List.of(), null,
        clock.instant())).block();
    tips.assign(officer, receipt.code(), officer.id(), 1).block();
    tips.changeStatus(officer, receipt.code(), Tip.Status.RESOLVED, "Đã nhắc", 2).block();
    tips.changeStatus(officer, receipt.code(), Tip.Status.CLOSED, "", 3).block();
    return receipt.id();
  }

  private FeedbackSummary summary() {
    var today = VietnamTime.dateOf(clock.instant());
    return book.summary(ward.id(), today.minusDays(60), today, null).block();
  }

  private long count(String from) {
    var where = from.contains(" where ") ? from + " and ward_id = :w" : from + " where ward_id = :w";
    return database.sql("select count(*) as n from " + where).bind("w", ward.id()).map(row -> row.get("n", Long.class)).one().block();
  }
}
