package vn.caunoi.console.channel;

import vn.caunoi.platform.InvalidInput;

/** A Vietnamese mobile number as people type it, in the form that Zalo wants: {@code 0901 234 567} is {@code 84901234567}. Never kept. */
final class TrialPhone {
  private TrialPhone() {}

  static String parse(String typed) {
    var digits = typed.replaceAll("[\\s.+()-]", "");
    var number = digits.startsWith("0") ? "84" + digits.substring(1) : digits;
    if (!number.matches("84\\d{9}")) {
      throw new InvalidInput("phone", "Số điện thoại cần 10 chữ số, ví dụ 0901234567.");
    }
    return number;
  }
}
