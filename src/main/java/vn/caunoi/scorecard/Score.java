package vn.caunoi.scorecard;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people state about one criterion: an officer proposes, a commander, who is somebody else, confirms. Never changed: a correction is
 * a new version. Only a confirmed one counts.
 */
public record Score(UUID wardId, String period, int criterion, int version, String criteriaSet, Status status, String value, String note,
    UUID proposedBy, Instant proposedAt, @Nullable UUID confirmedBy, @Nullable Instant confirmedAt) {

  /** {@code code} is what scripts read. */
  public enum Status {
    MET("DAT", "Đạt"), NOT_MET("KHONG_DAT", "Không đạt"), NOT_ASSESSED("CHUA_DANH_GIA", "Chưa đánh giá");

    private final String code;
    private final String label;

    Status(String code, String label) {
      this.code = code;
      this.label = label;
    }

    public String code() {
      return code;
    }

    public String label() {
      return label;
    }
  }

  public boolean isConfirmed() {
    return confirmedBy != null;
  }

  @Override
  public String toString() {
    return "Score[" + wardId + ", " + period + ", " + criterion + ", " + version + "]";
  }
}
