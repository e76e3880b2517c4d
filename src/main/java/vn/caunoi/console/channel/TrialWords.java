package vn.caunoi.console.channel;

import vn.caunoi.channel.SendOutcome;

/** How a trial of a template ended, as an administrator reads it. */
final class TrialWords {
  private TrialWords() {}

  static String of(SendOutcome outcome) {
    return switch (outcome) {
      case SendOutcome.Accepted accepted -> "Zalo đã nhận. Xem tin trên điện thoại của quản trị viên.";
      case SendOutcome.Refused refused -> refused(refused);
      case SendOutcome.RateLimited limited -> "Zalo đang giới hạn số lần gọi. Chờ một phút rồi thử lại.";
      case SendOutcome.Postponed late -> "Zalo chưa cho gửi lúc này (%s). Xem dòng báo ở trang Kênh.".formatted(late.reason());
      case SendOutcome.NotSent never -> "Chưa gọi được Zalo. Xin thử lại.";
      case SendOutcome.Unknown unknown -> "Zalo chưa trả lời rõ: tin có thể đã tới. Xem điện thoại trước khi thử lại.";
      case SendOutcome.Unreachable gone -> "Zalo không gửi được tới số này.";
      case SendOutcome.AccountDown down -> "OA chưa kết nối hoặc đã bị thu quyền: kết nối lại ở Cài đặt → Kênh.";
      case SendOutcome.Moved moved -> "Zalo không gửi được tới số này.";
    };
  }

  private static String refused(SendOutcome.Refused refused) {
    return switch (refused.code()) {
      case "-127" -> "Gửi thử chỉ tới được quản trị viên của OA hoặc của ứng dụng (-127).";
      case "-112" -> "Có giá trị còn thiếu hoặc không khớp mẫu. Kiểm tra độ dài và dạng ngày.";
      case "-131" -> "Mẫu này chưa được Zalo duyệt (-131).";
      default -> "Zalo từ chối (mã %s).".formatted(refused.code());
    };
  }
}
