package vn.caunoi.ward;

import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnameseText;

/** A residential group as somebody typed it: checked, not yet stored. */
public record NewGroup(String name, ResidentialGroup.Kind kind, int households) {
  public static final int MAX_NAME = 100;
  public static final int MAX_HOUSEHOLDS = 100_000;

  public NewGroup {
    name = VietnameseText.normalize(name).strip();
    if (name.isEmpty()) {
      throw new InvalidInput("name", "Tên tổ còn trống.");
    }
    if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput("name", "Tên tổ dài quá " + MAX_NAME + " ký tự hoặc có ký tự không in được.");
    }
    if (households < 0 || households > MAX_HOUSEHOLDS) {
      throw new InvalidInput("households", "Số hộ phải từ 0 đến 100.000.");
    }
  }

  /** Two groups of a ward may not have the same key: names are told apart without case and diacritics. */
  String key() {
    return VietnameseText.fold(name);
  }
}
