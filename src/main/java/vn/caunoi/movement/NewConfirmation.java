package vn.caunoi.movement;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.InvalidInput;

/** What somebody fills in when a residential group has held an occasion. The year is that of {@code heldOn}. */
public record NewConfirmation(UUID groupId, String occasion, LocalDate heldOn, String place, int headcount, String note,
    @Nullable UUID attachmentId) {
  private static final int MAX_HEADCOUNT = 100_000;

  public NewConfirmation {
    place = place.strip();
    note = note.strip();
    if (!occasion.matches("[a-z0-9-]{1,60}")) {
      throw new InvalidInput("occasion", "Hãy chọn ngày kỷ niệm.");
    }
    if (place.isEmpty() || place.length() > 200) {
      throw new InvalidInput("place", "Hãy ghi nơi tổ chức, tối đa 200 ký tự.");
    }
    if (headcount < 1 || headcount > MAX_HEADCOUNT) {
      throw new InvalidInput("headcount", "Số người dự phải từ 1 đến 100.000.");
    }
    if (note.length() > 1_000) {
      throw new InvalidInput("note", "Ghi chú dài quá 1.000 ký tự.");
    }
  }
}
