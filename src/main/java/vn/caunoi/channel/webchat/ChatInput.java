package vn.caunoi.channel.webchat;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.caunoi.channel.InboundMessage.Content;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/**
 * What the page posts: an id made by the browser, and one of text, pressed button, start or place; with the label that the
 * visitor's own history shows for the last three.
 */
record ChatInput(@Nullable String id, @Nullable String text, @Nullable String press, @Nullable String label, @Nullable String start,
    @Nullable Place location) {
  static final int MAX_TEXT = 12_000;

  private static final int MAX_LABEL = 80;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Pattern PAYLOAD = Pattern.compile("[\\x20-\\x7E]{1,64}");

  record Place(@Nullable Double latitude, @Nullable Double longitude) {}

  static ChatInput of(MultiValueMap<String, String> form) {
    return new ChatInput(form.getFirst("id"), form.getFirst("text"), form.getFirst("press"), form.getFirst("label"),
        form.getFirst("start"), null);
  }

  /** The same id twice is the same message. */
  String client() {
    return client(id);
  }

  static String client(@Nullable String id) {
    if (id == null || !ID.matcher(id).matches()) {
      throw new InvalidInput("id", "Trang đã cũ. Xin tải lại trang rồi gửi lại.");
    }
    return id;
  }

  Content content() {
    if (press != null) {
      return new Content.Pressed(payload(press));
    }
    if (start != null) {
      return new Content.Started(start.isEmpty() ? null : payload(start));
    }
    if (location != null) {
      return place(location);
    }
    return new Content.Text(words());
  }

  /** What the visitor sees of his own message. */
  String shown() {
    return switch (content()) {
      case Content.Pressed pressed -> label(pressed.payload());
      case Content.Started started -> label("Bắt đầu");
      case Content.Location place -> label("Đã gửi vị trí");
      default -> words();
    };
  }

  private String words() {
    var words = clean(text);
    if (words.isBlank()) {
      throw new InvalidInput("text", "Xin nhập nội dung tin nhắn.");
    }
    return words;
  }

  /** PostgreSQL's texts know no NUL, everything else stays as it was written. */
  static String clean(@Nullable String text) {
    var words = text == null ? "" : VietnameseText.normalize(text.replace("\0", "").replace("\r\n", "\n"));
    if (words.length() > MAX_TEXT) {
      throw new InvalidInput("text", "Tin dài quá 12.000 chữ. Xin chia thành nhiều tin.");
    }
    return words;
  }

  private String label(String otherwise) {
    return label == null || label.isBlank() || label.length() > MAX_LABEL ? otherwise : VietnameseText.normalize(label);
  }

  private static String payload(String value) {
    if (!PAYLOAD.matcher(value).matches()) {
      throw new InvalidInput("press", "Nút này không còn dùng được. Xin gửi bằng chữ.");
    }
    return value;
  }

  private static Content place(Place at) {
    if (at.latitude() == null || at.longitude() == null || Math.abs(at.latitude()) > 90 || Math.abs(at.longitude()) > 180) {
      throw new InvalidInput("location", "Vị trí không đọc được. Xin tả địa điểm bằng lời.");
    }
    return new Content.Location(at.latitude(), at.longitude());
  }

  @Override
  public String toString() {
    return "ChatInput[]";
  }
}
