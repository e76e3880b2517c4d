package vn.caunoi.console.ward;

import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.NewGroup;
import vn.caunoi.ward.ResidentialGroup;

/** A residential group as somebody typed it, kept when it has to be typed again. */
record GroupForm(@Nullable String name, @Nullable String kind, @Nullable String households) {
  static final GroupForm EMPTY = new GroupForm("", "RESIDENTIAL", "");

  static GroupForm of(ResidentialGroup group) {
    return new GroupForm(group.name(), group.kind().name(), String.valueOf(group.households()));
  }

  NewGroup checked() {
    return new NewGroup(name == null ? "" : name, kindChosen(), count());
  }

  private ResidentialGroup.Kind kindChosen() {
    try {
      return ResidentialGroup.Kind.valueOf(kind == null || kind.isBlank() ? "RESIDENTIAL" : kind);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("kind", "Hãy chọn loại trong danh sách.");
    }
  }

  private int count() {
    var text = households == null ? "" : households.strip();
    if (!text.matches("\\d{1,6}")) {
      throw new InvalidInput("households", "Số hộ phải là số nguyên không âm.");
    }
    return Integer.parseInt(text);
  }
}
