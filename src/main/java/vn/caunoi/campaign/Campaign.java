package vn.caunoi.campaign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.caunoi.contact.Audience;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

/**
 * One message to many. {@code scheduleAt} is what the author wants (null: at once after approval), {@code launchAt} is when it really
 * is due, once approved. {@code approvedDigest} covers text, audience and time: whatever changes them after approval voids it.
 * {@code occasion} is set when it was made from the event calendar, as {@code key/date/lead}. {@code template}, if any, goes to those whose
 * Zalo window is closed.
 */
public record Campaign(UUID wardId, UUID id, String title, String body, boolean toAll, UUID[] groups, @Nullable Instant scheduleAt,
    @Nullable Instant launchAt, Status status, @Nullable String statusReason, @Nullable UUID authorId, @Nullable UUID submittedBy, @Nullable UUID approvedBy,
    @Nullable String approvedDigest, @Nullable String occasion, @Nullable String dryRun, Instant createdAt, @Nullable Instant startedAt,
    @Nullable Instant doneAt, long version, @Nullable TemplateChoice template) {

  public enum Status {
    DRAFT("Đang soạn"), SUBMITTED("Chờ duyệt"), RETURNED("Trả lại"), APPROVED("Đã duyệt"), SCHEDULED("Đã lên lịch"), CONFIRM("Cần xác nhận"),
    LAUNCHING("Đang mở"), RUNNING("Đang gửi"), PAUSED("Tạm dừng"), DONE("Đã gửi xong"), CANCELLED("Đã huỷ");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    /** Still the author's: may be changed. */
    public boolean isEditable() {
      return this == DRAFT || this == RETURNED;
    }

    boolean isOver() {
      return this == DONE || this == CANCELLED;
    }
  }

  public Audience audience() {
    return toAll ? Audience.ALL : Audience.of(java.util.Set.of(groups));
  }

  Campaign submit(Officer by) {
    expect(status.isEditable(), "trình duyệt");
    return with(Status.SUBMITTED, null).decided(by.id(), null, null, null);
  }

  /** Nobody approves their own; the approval is of these very bytes. {@code now} is when it is due if no time was asked for. */
  Campaign approve(Officer by, Instant now) {
    expect(status == Status.SUBMITTED, "duyệt");
    if (!by.hasRole(Role.COMMANDER)) {
      throw new Forbidden("Chỉ chỉ huy được duyệt chiến dịch.");
    }
    if (by.id().equals(authorId) || by.id().equals(submittedBy)) {
      throw new Forbidden("Không ai được tự duyệt chiến dịch của mình; cần người thứ hai.");
    }
    var due = scheduleAt == null ? now : scheduleAt;
    return with(Status.SCHEDULED, null).decided(submittedBy, by.id(), digest(), due);
  }

  Campaign giveBack(Officer by, String reason) {
    expect(status == Status.SUBMITTED, "trả lại");
    if (!by.hasRole(Role.COMMANDER)) {
      throw new Forbidden("Chỉ chỉ huy được trả lại chiến dịch.");
    }
    return with(Status.RETURNED, reason).decided(submittedBy, null, null, null);
  }

  Campaign pause() {
    expect(status == Status.RUNNING || status == Status.LAUNCHING, "tạm dừng");
    return with(Status.PAUSED, null);
  }

  /** Goes back to planning, which adds only what is not planned yet. */
  Campaign resumeFrom(Instant now) {
    expect(status == Status.PAUSED, "gửi tiếp");
    return with(Status.SCHEDULED, null).decided(submittedBy, approvedBy, approvedDigest, now);
  }

  Campaign cancel() {
    expect(!status.isOver(), "huỷ");
    return with(Status.CANCELLED, null);
  }

  /** A commander looks at a schedule that went stale and starts it after all, now. */
  Campaign confirm(Officer by, Instant now) {
    expect(status == Status.CONFIRM, "xác nhận");
    if (!by.hasRole(Role.COMMANDER)) {
      throw new Forbidden("Chỉ chỉ huy được xác nhận gửi.");
    }
    return with(Status.SCHEDULED, null).decided(submittedBy, approvedBy, approvedDigest, now);
  }

  /** SHA-256 over title, text, audience, wanted time and template: what an approval is an approval of. */
  String digest() {
    var whom = toAll ? "all" : Arrays.stream(groups).map(UUID::toString).sorted().collect(Collectors.joining(","));
    var words = String.join("\0", title, body, whom, String.valueOf(scheduleAt));
    var bytes = (template == null ? words : words + "\0" + template.fingerprint()).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void expect(boolean fits, String verb) {
    if (!fits) {
      throw new Conflict("Chiến dịch đang ở trạng thái “%s” nên không %s được.".formatted(status.label(), verb));
    }
  }

  private Campaign with(Status next, @Nullable String reason) {
    return new Campaign(wardId, id, title, body, toAll, groups, scheduleAt, launchAt, next, reason, authorId, submittedBy, approvedBy, approvedDigest,
        occasion, dryRun, createdAt, startedAt, doneAt, version, template);
  }

  private Campaign decided(@Nullable UUID submitter, @Nullable UUID approver, @Nullable String approved, @Nullable Instant due) {
    return new Campaign(wardId, id, title, body, toAll, groups, scheduleAt, due, status, statusReason, authorId, submitter, approver, approved,
        occasion, dryRun, createdAt, startedAt, doneAt, version, template);
  }
}
