package vn.caunoi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Ward;

@CauNoiTest
class CoverageIT {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  @Autowired ContactBook book;
  @Autowired Audiences audiences;
  @Autowired ChannelAccounts accounts;
  @Autowired DatabaseClient database;
  @Autowired TestWard wards;

  private Ward ward;
  private ChannelAccount telegram;
  private ResidentialGroup five;
  private ResidentialGroup six;

  @BeforeEach
  void begin() {
    ward = wards.create();
    telegram = accounts.add(ward.id(), Channel.TELEGRAM, "t" + ward.slug().substring(1), true, 10, Map.of()).block();
    five = wards.group(ward, "Tổ 5", 4);
    six = wards.group(ward, "Tổ 6", 1);
  }

  private ChannelAddress address(String id) {
    return new ChannelAddress(Channel.TELEGRAM, telegram.id(), id);
  }

  private Contact resident(String id, @Nullable ResidentialGroup group, boolean household, boolean agrees) {
    var contact = book.findOrAdd(ward.id(), address(id), AT).block();
    if (group != null) {
      book.joinGroup(ward.id(), contact.id(), group.id(), household).block();
    }
    if (agrees) {
      book.grant(ward.id(), contact.id(), Consent.Purpose.NOTICES, "1", Channel.TELEGRAM, AT).block();
    }
    return contact;
  }

  @Test
  void countsHouseholdsOfReachableResidentsWhoAgreed() {
    resident("answers", five, true, true);
    resident("same household", five, false, true);
    resident("did not agree", five, true, false);
    resident("left", five, true, true);
    book.markUnreachable(ward.id(), address("left"), "left").block();
    resident("first of one household", six, true, true);
    resident("second of one household", six, true, true);
    var coverage = audiences.coverage(ward.id()).collectList().block();
    assertThat(coverage).containsExactly(new Coverage(five.id(), "Tổ 5", 4, 2, 1), new Coverage(six.id(), "Tổ 6", 1, 2, 2));
    assertThat(coverage.getFirst().percent()).isEqualTo(25.0);
    assertThat(coverage.getLast().percent()).isEqualTo(100.0);
  }

  @Test
  void findsThoseWhoAgreedInTheChosenGroupsWithEveryAddress() {
    var agrees = resident("a", five, true, true);
    resident("b", five, true, false);
    resident("c", six, false, true);
    resident("d", null, false, true);
    book.markUnreachable(ward.id(), address("a"), "blocked").block();
    var inFive = audiences.candidates(ward.id(), Audience.of(Set.of(five.id())), Consent.Purpose.NOTICES).collectList().block();
    assertThat(inFive).containsExactly(new Candidate(agrees.id(), five.id(), true,
        List.of(new ReachableAddress(address("a"), "blocked", AT))));
    assertThat(audiences.count(ward.id(), Audience.ALL, Consent.Purpose.NOTICES).block()).isEqualTo(3);
  }

  @Test
  void readsALargeAudienceInPages() {
    database.sql("""
        with c as (insert into contact (ward_id, id, created_at) select :ward, gen_random_uuid(), now() from generate_series(1, 2500) returning ward_id, id),
        s as (insert into consent (ward_id, contact_id, id, purpose, text_version, channel, granted_at)
          select ward_id, id, gen_random_uuid(), 'NOTICES', '1', 'TELEGRAM', now() from c)
        insert into contact_address (ward_id, account_id, address_hash, channel, address_sealed, contact_id)
        select c.ward_id, :account, uuid_send(c.id), 'TELEGRAM', a.address_sealed, c.id from c, (select address_sealed from contact_address limit 1) a""")
        .bind("ward", ward.id()).bind("account", seeded()).then().block();
    var ids = audiences.candidates(ward.id(), Audience.ALL, Consent.Purpose.NOTICES).map(Candidate::contactId).collectList().block();
    assertThat(ids).hasSize(2_500).doesNotHaveDuplicates();
  }

  /** Makes one sealed address to copy, of somebody who did not agree. */
  private UUID seeded() {
    resident("somebody", null, false, false);
    return telegram.id();
  }
}
