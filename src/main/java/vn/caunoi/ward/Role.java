package vn.caunoi.ward;

/** What a person may do. Stands here and not in {@code access} because capabilities decide by it. */
public enum Role {
  OFFICER("Cán bộ"), DUTY("Trực ban"), COMMANDER("Chỉ huy"), PROVINCE("Công an tỉnh"), ADMIN("Quản trị");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
