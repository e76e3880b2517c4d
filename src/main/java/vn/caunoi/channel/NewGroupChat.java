package vn.caunoi.channel;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/**
 * A group to be made on a network. {@code admins} are user ids of administrators of the account, at least one: the network makes no group
 * without. {@code asset} is one that {@link GroupChats#assets} offered as free.
 */
public record NewGroupChat(UUID wardId, UUID accountId, UUID groupId, String name, String description, GroupChat.Asset asset, List<String> admins) {
  public static final int MAX_NAME = 100;
  public static final int MAX_DESCRIPTION = 500;
  private static final int MOST_ADMINS = 99;

  public NewGroupChat {
    name = VietnameseText.normalize(name).strip();
    description = VietnameseText.normalize(description).strip();
    admins = admins.stream().flatMap(ids -> Stream.of(ids.split("[\\s,;]+"))).filter(id -> !id.isBlank()).distinct().toList();
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new InvalidInput("name", "Tên nhóm cần từ 1 đến %d ký tự.".formatted(MAX_NAME));
    }
    if (description.length() > MAX_DESCRIPTION) {
      throw new InvalidInput("description", "Mô tả nhóm tối đa %d ký tự.".formatted(MAX_DESCRIPTION));
    }
    if (admins.isEmpty() || admins.size() > MOST_ADMINS) {
      throw new InvalidInput("admins", "Cần ít nhất một mã người dùng Zalo của quản trị viên OA.");
    }
    if (!admins.stream().allMatch(id -> id.matches("\\d{5,30}"))) {
      throw new InvalidInput("admins", "Mã người dùng Zalo chỉ gồm chữ số, ví dụ 6647382910564738291; không phải số điện thoại.");
    }
  }

  /** Never the ids of people. */
  @Override
  public String toString() {
    return "NewGroupChat[" + groupId + "]";
  }
}
