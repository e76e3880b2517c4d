package vn.caunoi.tip;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;

/**
 * Something a resident reported. Changes its own state and may refuse. What was said stands in messages; {@code task} and {@code result} are
 * private text. {@code clock} explains {@code dueAt}. Who reported is nowhere in here.
 */
public record Tip(UUID wardId, UUID id, String code, Status status, String topic, @Nullable String category, Concerns concerns,
    @Nullable UUID groupId, Channel channel, boolean anonymous, Instant receivedAt, Instant dueAt, String clock,
    @Nullable UUID assigneeId, @Nullable UUID accountableId, @Nullable String task, @Nullable String result,
    @Nullable Instant closedAt, long version) {

  public enum Status {
    RECEIVED("Mới tiếp nhận"), ASSIGNED("Đã giao"), VERIFYING("Đang xác minh"), WAITING("Chờ người dân"), TRANSFERRED("Đã chuyển"),
    RESOLVED("Đã có kết quả"), CLOSED("Đã đóng"), WITHDRAWN("Người dân đã rút");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    /** Somebody still has to do something in time. */
    public boolean isRunning() {
      return this == RECEIVED || this == ASSIGNED || this == VERIFYING || this == WAITING || this == TRANSFERRED;
    }

    /** Over, unless it is opened again. */
    public boolean isOver() {
      return this == CLOSED || this == WITHDRAWN;
    }
  }

  /** Whom it is about: a tip about the ward police itself never enters the ward's inbox. */
  public enum Concerns { NONE, OFFICER, COMMAND }

  private static final Set<Status> BEFORE_RESULT = EnumSet.of(Status.RECEIVED, Status.ASSIGNED, Status.VERIFYING, Status.WAITING);

  public boolean isOverdue(Instant now) {
    return status.isRunning() && now.isAfter(dueAt);
  }

  /** As it stands once it has been stored: under the next version. */
  Tip stored() {
    return new Tip(wardId, id, code, status, topic, category, concerns, groupId, channel, anonymous, receivedAt, dueAt, clock, assigneeId,
        accountableId, task, result, closedAt, version + 1);
  }

  /** Gives it to an officer. Work that has begun goes on where it stands. */
  public Tip assignTo(UUID officer) {
    if (!status.isRunning()) {
      throw refusal("không giao được nữa");
    }
    return change().status(status == Status.RECEIVED ? Status.ASSIGNED : status).assignee(officer).done();
  }

  public Tip verify() {
    require(EnumSet.of(Status.ASSIGNED, Status.WAITING), "chưa bắt đầu xác minh được; hãy giao cho một cán bộ trước");
    return change().status(Status.VERIFYING).done();
  }

  public Tip waitForResident() {
    require(EnumSet.of(Status.ASSIGNED, Status.VERIFYING), "không chuyển sang chờ người dân được");
    return change().status(Status.WAITING).done();
  }

  /** The resident has said more: work goes on. */
  public Tip resumeAfterResident() {
    return status == Status.WAITING ? change().status(Status.VERIFYING).done() : this;
  }

  /** Handed to another body; {@code where} says to whom, with number and date. */
  public Tip transfer(String where) {
    require(BEFORE_RESULT, "không chuyển được nữa");
    return change().status(Status.TRANSFERRED).result(given(where, "Hãy ghi nơi nhận, số và ngày chuyển.")).done();
  }

  public Tip resolve(String result) {
    require(EnumSet.of(Status.ASSIGNED, Status.VERIFYING, Status.WAITING, Status.TRANSFERRED), "chưa ghi kết quả được; hãy giao cho một cán bộ trước");
    return change().status(Status.RESOLVED).result(given(result, "Hãy ghi kết quả xử lý.")).done();
  }

  public Tip close(Instant now) {
    require(EnumSet.of(Status.RESOLVED, Status.TRANSFERRED), "chưa đóng được; hãy ghi kết quả trước");
    return change().status(Status.CLOSED).closedAt(now).done();
  }

  public Tip withdraw(Instant now) {
    if (status.isOver()) {
      throw refusal("không rút được nữa");
    }
    return change().status(Status.WITHDRAWN).closedAt(now).done();
  }

  /** Takes up again what had a result. */
  public Tip reopen() {
    require(EnumSet.of(Status.RESOLVED, Status.CLOSED), "không mở lại được");
    return change().status(assigneeId == null ? Status.RECEIVED : Status.VERIFYING).closedAt(null).done();
  }

  /** What it is in law, chosen by a person; starts that category's clock at the receipt. */
  public Tip categorise(String key, TipClock.Deadline deadline) {
    if (!status.isRunning()) {
      throw refusal("không phân loại lại được");
    }
    return change().category(key).due(deadline.at(), deadline.explanation()).done();
  }

  public Tip moveDeadline(Instant due, String why) {
    if (!status.isRunning()) {
      throw refusal("không còn thời hạn để đổi");
    }
    return change().due(due, why).done();
  }

  public Tip answeredBy(@Nullable UUID commander) {
    return change().accountable(commander).done();
  }

  public Tip withTask(String words) {
    return change().task(words.isBlank() ? null : words.strip()).done();
  }

  /** Words the result again; the state stays. */
  public Tip withResult(String words) {
    if (status.isOver()) {
      throw refusal("không sửa kết quả được nữa");
    }
    return change().result(words.isBlank() ? null : words.strip()).done();
  }

  /** Brings it to a state that a form or script names. */
  public Tip to(Status wanted, String words, Instant now) {
    return switch (wanted) {
      case RECEIVED -> throw refusal("không trở lại lúc mới tiếp nhận được");
      case ASSIGNED -> throw refusal("hãy chọn cán bộ để giao");
      case VERIFYING -> status == Status.RESOLVED || status == Status.CLOSED ? reopen() : verify();
      case WAITING -> waitForResident();
      case TRANSFERRED -> transfer(words);
      case RESOLVED -> resolve(words);
      case CLOSED -> close(now);
      case WITHDRAWN -> throw refusal("chỉ người dân rút tin được");
    };
  }

  /** Where a person may bring it from here, besides assigning it. */
  public Set<Status> next() {
    return switch (status) {
      case RECEIVED -> EnumSet.of(Status.TRANSFERRED);
      case ASSIGNED -> EnumSet.of(Status.VERIFYING, Status.WAITING, Status.RESOLVED, Status.TRANSFERRED);
      case VERIFYING -> EnumSet.of(Status.WAITING, Status.RESOLVED, Status.TRANSFERRED);
      case WAITING -> EnumSet.of(Status.VERIFYING, Status.RESOLVED, Status.TRANSFERRED);
      case TRANSFERRED -> EnumSet.of(Status.RESOLVED, Status.CLOSED);
      case RESOLVED -> EnumSet.of(Status.CLOSED, Status.VERIFYING);
      case CLOSED -> EnumSet.of(Status.VERIFYING);
      case WITHDRAWN -> EnumSet.noneOf(Status.class);
    };
  }

  private void require(Set<Status> allowed, String refusal) {
    if (!allowed.contains(status)) {
      throw refusal(refusal);
    }
  }

  private Conflict refusal(String because) {
    return new Conflict("Tin %s đang ở trạng thái “%s”: %s.".formatted(code, status.label(), because));
  }

  private static String given(String words, String otherwise) {
    if (words.isBlank()) {
      throw new InvalidInput("result", otherwise);
    }
    return words.strip();
  }

  private TipChange change() {
    return new TipChange(this);
  }

  @Override
  public String toString() {
    return "Tip[" + id + ", " + status + "]";
  }
}
