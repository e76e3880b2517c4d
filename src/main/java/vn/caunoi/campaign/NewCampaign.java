package vn.caunoi.campaign;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.contact.Audience;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/**
 * What an author writes. The title is for colleagues; the body is what residents read, at most {@value #MAX_BODY}
 * characters after NFC. {@code template}, if any, goes to those whose Zalo window is closed.
 */
public record NewCampaign(String title, String body, Audience audience, @Nullable Instant scheduleAt, @Nullable TemplateChoice template) {
  public static final int MAX_TITLE = 120;
  /** With the ward's own first and last line it still fits into one Zalo message of 2,000. */
  public static final int MAX_BODY = 1_700;

  public NewCampaign {
    title = VietnameseText.normalize(title).strip();
    body = VietnameseText.normalize(body).strip();
    if (title.isEmpty() || title.length() > MAX_TITLE) {
      throw new InvalidInput("title", "Tên chiến dịch cần từ 1 đến %d ký tự.".formatted(MAX_TITLE));
    }
    if (body.isEmpty() || body.length() > MAX_BODY) {
      throw new InvalidInput("body", "Nội dung cần từ 1 đến %d ký tự.".formatted(MAX_BODY));
    }
    if (!audience.all() && audience.groups().isEmpty()) {
      throw new InvalidInput("audience", "Hãy chọn ít nhất một tổ dân phố, hoặc toàn phường.");
    }
  }

  public NewCampaign(String title, String body, Audience audience, @Nullable Instant scheduleAt) {
    this(title, body, audience, scheduleAt, null);
  }

  UUID[] groupIds() {
    return audience.groups().stream().sorted().toArray(UUID[]::new);
  }

  Set<UUID> groups() {
    return audience.groups();
  }
}
