package vn.caunoi.console.ward;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.GroupChat;
import vn.caunoi.channel.NewGroupChat;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Ward;

/** A Zalo group to be made, as somebody typed it. {@code asset} is {@code kind/day/id}, the day empty when Zalo did not tell. */
record GroupChatForm(@Nullable String account, @Nullable String name, @Nullable String description, @Nullable String asset, @Nullable String admins) {

  /** What stands in the form at first. */
  static GroupChatForm of(UUID account, Ward ward, ResidentialGroup group, List<String> admins) {
    var name = "%s – %s".formatted(group.name(), ward.name());
    return new GroupChatForm(account.toString(), name.length() <= NewGroupChat.MAX_NAME ? name : group.name(),
        "Nhóm nhận thông báo của %s gửi bà con %s. Cần báo tin, xin nhắn riêng cho trang OA, không viết trong nhóm. Việc khẩn cấp gọi 113, 114, 115."
            .formatted(ward.police(), group.name()), "", String.join(", ", admins));
  }

  /** The value of one choice. */
  static String choice(GroupChat.Asset asset) {
    return "%s/%s/%s".formatted(asset.kind(), asset.validThrough() == null ? "" : asset.validThrough(), asset.id());
  }

  NewGroupChat checked(ResidentialGroup group) {
    return new NewGroupChat(group.wardId(), accountId(), group.id(), orEmpty(name), orEmpty(description), chosen(), List.of(orEmpty(admins)));
  }

  UUID accountId() {
    try {
      return UUID.fromString(orEmpty(account));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("account", "Hãy chọn OA trong danh sách.");
    }
  }

  private GroupChat.Asset chosen() {
    var parts = orEmpty(asset).split("/", 3);
    if (parts.length < 3 || parts[2].isBlank()) {
      throw new InvalidInput("asset", "Hãy chọn một gói nhóm còn trống.");
    }
    try {
      return new GroupChat.Asset(parts[2], parts[0], parts[1].isEmpty() ? null : LocalDate.parse(parts[1]), false, true);
    } catch (DateTimeParseException e) {
      throw new InvalidInput("asset", "Hãy chọn một gói nhóm còn trống.");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /** Never the ids of people. */
  @Override
  public String toString() {
    return "GroupChatForm[" + name + "]";
  }
}
