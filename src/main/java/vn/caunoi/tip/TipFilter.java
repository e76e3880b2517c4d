package vn.caunoi.tip;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which tips of a list: a folder, and what narrows it. {@code q} matches number, category, topic and residential group. */
public record TipFilter(Folder folder, Tip.@Nullable Status status, @Nullable String category, @Nullable UUID groupId, @Nullable String q) {

  /** The folders of the desk. */
  public enum Folder {
    NEW("Mới", "moi"), MINE("Của tôi", "cua-toi"), UNASSIGNED("Chưa giao", "chua-giao"), SOON("Sắp hết hạn", "sap-het-han"),
    OVERDUE("Quá hạn", "qua-han"), WAITING("Chờ người dân", "cho-nguoi-dan"), CLOSED("Đã đóng", "da-dong"), ALL("Tất cả", "tat-ca");

    private final String label;
    private final String key;

    Folder(String label, String key) {
      this.label = label;
      this.key = key;
    }

    public String label() {
      return label;
    }

    /** Its part of an address. */
    public String key() {
      return key;
    }

    public static Folder of(@Nullable String key) {
      return java.util.Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst().orElse(ALL);
    }
  }

  public static TipFilter of(Folder folder) {
    return new TipFilter(folder, null, null, null, null);
  }
}
