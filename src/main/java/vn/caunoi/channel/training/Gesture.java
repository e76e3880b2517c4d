package vn.caunoi.channel.training;

/** What a resident does without a word. */
public enum Gesture {
  FOLLOW("Quan tâm OA"), LEAVE("Bỏ quan tâm"), START("Bấm Start"), BLOCK("Chặn"), UNBLOCK("Bỏ chặn"),
  QUIET_3_DAYS("Như đã im 3 ngày"), QUIET_8_DAYS("Như đã im 8 ngày"),
  STICKER("Gửi nhãn dán"), WITHDRAW("Đòi Zalo xoá dữ liệu");

  private final String label;

  Gesture(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
