package vn.caunoi.tip;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/**
 * A tip as a resident confirmed it. {@code reporter} is where an answer can be sent, null for an anonymous tip. {@code photos} are
 * attachments of {@code media}; {@code place} is {@code latitude,longitude} or in words.
 */
public record NewTip(UUID wardId, @Nullable UUID groupId, Channel channel, @Nullable ChannelAddress reporter, String topic,
    Tip.Concerns concerns, String text, List<UUID> photos, @Nullable String place, Instant receivedAt) {
  /** Most characters of one text of a resident. */
  public static final int MAX_TEXT = 20_000;

  public NewTip {
    text = VietnameseText.normalize(text).strip();
    photos = List.copyOf(photos);
    place = place == null || place.isBlank() ? null : VietnameseText.normalize(place).strip();
    if (text.isEmpty() && photos.isEmpty()) {
      throw new InvalidInput("text", "Tin chưa có nội dung.");
    }
    if (text.length() > MAX_TEXT || place != null && place.length() > MAX_TEXT) {
      throw new InvalidInput("text", "Nội dung dài quá %d ký tự.".formatted(MAX_TEXT));
    }
  }

  public boolean anonymous() {
    return reporter == null;
  }

  @Override
  public String toString() {
    return "NewTip[ward=" + wardId + "]";
  }
}
