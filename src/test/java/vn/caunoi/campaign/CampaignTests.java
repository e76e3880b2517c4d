package vn.caunoi.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.contact.Audience;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

class CampaignTests {
  private static final UUID WARD = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private final Officer author = officer(Role.OFFICER);
  private final Officer commander = officer(Role.COMMANDER);

  @Test
  void isLaunchedByASecondPersonsApproval() {
    var approved = draft(author, null).submit(author).approve(commander, NOW);
    assertThat(approved.status()).isEqualTo(Campaign.Status.SCHEDULED);
    assertThat(approved.launchAt()).isEqualTo(NOW);
    assertThat(approved.approvedDigest()).isEqualTo(approved.digest());
  }

  @Test
  void refusesThatSomebodyApprovesTheirOwn() {
    assertThatThrownBy(() -> draft(commander, null).submit(commander).approve(commander, NOW)).isInstanceOf(Forbidden.class);
  }

  @Test
  void refusesTheApprovalOfAnOfficer() {
    assertThatThrownBy(() -> draft(author, null).submit(author).approve(officer(Role.OFFICER), NOW)).isInstanceOf(Forbidden.class);
  }

  @Test
  void refusesToApproveWhatNobodySubmitted() {
    assertThatThrownBy(() -> draft(author, null).approve(commander, NOW)).isInstanceOf(Conflict.class);
  }

  @Test
  void keepsTheTimeThatWasAskedFor() {
    var at = NOW.plusSeconds(3600);
    assertThat(draft(author, at).submit(author).approve(commander, NOW).launchAt()).isEqualTo(at);
  }

  @Test
  void changesItsDigestWithTextAudienceOrTime() {
    var digest = draft(author, null).digest();
    assertThat(draft(author, NOW).digest()).isNotEqualTo(digest);
    assertThat(draft(author, null).digest()).isEqualTo(digest);
  }

  @Test
  void cannotBeCancelledTwice() {
    assertThatThrownBy(() -> draft(author, null).cancel().cancel()).isInstanceOf(Conflict.class);
  }

  @Test
  void refusesATextThatWouldNotFit() {
    assertThatThrownBy(() -> new NewCampaign("Tên", "x".repeat(1_701), Audience.ALL, null)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new NewCampaign("Tên", "x", Audience.of(Set.of()), null)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void anApprovalIsOfTheTemplateToo() {
    var digest = draft(author, null).digest();
    var choice = new TemplateChoice(WARD, "512890", Map.of("ten_to", "{group}"));
    assertThat(draft(author, null, choice).digest()).isNotEqualTo(digest);
    assertThat(draft(author, null, new TemplateChoice(WARD, "512890", Map.of("ten_to", "Tổ 1"))).digest()).isNotEqualTo(draft(author, null, choice).digest());
  }

  @Test
  void fillsInTheNamesOfGroupAndWard() {
    var choice = new TemplateChoice(WARD, "512890", Map.of("ten_to", "{group}, {ward}", "ngay", "25/11/2026"));
    assertThat(choice.filled("Tổ 7", "Phường Mẫu")).isEqualTo(Map.of("ten_to", "Tổ 7, Phường Mẫu", "ngay", "25/11/2026"));
    assertThat(choice.filled("", "Phường Mẫu")).containsEntry("ten_to", "Phường Mẫu, Phường Mẫu");
  }

  private static Campaign draft(Officer by, Instant at) {
    return draft(by, at, null);
  }

  private static Campaign draft(Officer by, Instant at, TemplateChoice template) {
    return new Campaign(WARD, UUID.fromString("00000000-0000-7000-8000-000000000001"), "Phòng cháy", "Nội dung", true, new UUID[0], at, null,
        Campaign.Status.DRAFT, null, by.id(), null, null, null, null, null, NOW, null, null, 0, template);
  }

  private static Officer officer(Role role) {
    return new Officer(UUID.randomUUID(), WARD, null, role.name(), role.label(), role, true);
  }
}
