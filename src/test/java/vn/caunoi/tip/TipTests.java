package vn.caunoi.tip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Channel;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.tip.Tip.Concerns;
import vn.caunoi.tip.Tip.Status;

class TipTests {
  private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");
  private static final UUID OFFICER = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private final Tip received = new Tip(UUID.randomUUID(), UUID.randomUUID(), "PA-26-0042", Status.RECEIVED, "noise", null, Concerns.NONE, null,
      Channel.ZALO, false, NOON, NOON.plus(Duration.ofHours(24)), "24 giờ", null, null, null, null, null, 1);

  @Test
  void goesFromReceiptToClosing() {
    var closed = received.assignTo(OFFICER).verify().waitForResident().resumeAfterResident().resolve("Đã nhắc nhở").close(NOON);
    assertThat(closed.status()).isEqualTo(Status.CLOSED);
    assertThat(closed.result()).isEqualTo("Đã nhắc nhở");
    assertThat(closed.closedAt()).isEqualTo(NOON);
  }

  @Test
  void refusesToVerifyWhatNobodyHas() {
    assertThatThrownBy(received::verify).isInstanceOf(Conflict.class).hasMessageContaining("PA-26-0042").hasMessageContaining("giao");
  }

  @Test
  void refusesToAssignAClosedTip() {
    var closed = received.assignTo(OFFICER).resolve("Xong").close(NOON);
    assertThatThrownBy(() -> closed.assignTo(OFFICER)).isInstanceOf(Conflict.class);
  }

  @Test
  void refusesToCloseWithoutAResult() {
    assertThatThrownBy(() -> received.assignTo(OFFICER).close(NOON)).isInstanceOf(Conflict.class);
  }

  @Test
  void refusesAnEmptyResult() {
    assertThatThrownBy(() -> received.assignTo(OFFICER).resolve("  ")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void aTransferredTipMayBeClosed() {
    assertThat(received.transfer("Cơ quan điều tra, số 12 ngày 23/11").close(NOON).status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void keepsItsStateWhenWorkIsHandedOn() {
    var other = UUID.randomUUID();
    assertThat(received.assignTo(OFFICER).verify().assignTo(other))
        .returns(Status.VERIFYING, Tip::status).returns(other, Tip::assigneeId);
  }

  @Test
  void reopensWhatWasClosedAndStartsAgainWithItsOfficer() {
    var again = received.assignTo(OFFICER).resolve("Xong").close(NOON).reopen();
    assertThat(again.status()).isEqualTo(Status.VERIFYING);
    assertThat(again.closedAt()).isNull();
  }

  @Test
  void onlyTheResidentWithdraws() {
    assertThatThrownBy(() -> received.to(Status.WITHDRAWN, "", NOON)).isInstanceOf(Conflict.class);
    assertThat(received.withdraw(NOON).status()).isEqualTo(Status.WITHDRAWN);
    assertThatThrownBy(() -> received.withdraw(NOON).withdraw(NOON)).isInstanceOf(Conflict.class);
  }

  @Test
  void isOverdueOnlyWhileSomebodyHasToAct() {
    var late = NOON.plus(Duration.ofHours(25));
    assertThat(received.isOverdue(late)).isTrue();
    assertThat(received.isOverdue(NOON)).isFalse();
    assertThat(received.assignTo(OFFICER).resolve("Xong").isOverdue(late)).isFalse();
  }

  @Test
  void neverPrintsWords() {
    assertThat(received.assignTo(OFFICER).resolve("Lời riêng").withTask("Việc riêng").toString()).doesNotContain("riêng");
  }

  @Test
  void eachDifferenceIsOneEvent() {
    var changed = received.categorise("crime_notice", new TipClock.Deadline(NOON.plusSeconds(60), "vì")).assignTo(OFFICER).verify();
    assertThat(TipEvent.between(received, changed, OFFICER)).extracting(TipEvent::kind).containsExactly("categorised", "assigned", "status");
  }
}
