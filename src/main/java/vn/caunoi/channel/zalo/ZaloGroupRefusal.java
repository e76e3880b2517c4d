package vn.caunoi.channel.zalo;

import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.Conflict;

/** What Zalo answered about a group, as an administrator reads it: what is wrong and what to do. */
final class ZaloGroupRefusal {
  private ZaloGroupRefusal() {}

  static Conflict of(ZaloAnswer answer) {
    return new Conflict(switch (answer) {
      case ZaloAnswer.Said said -> sentence(said.error());
      case ZaloAnswer.NeverLeft never -> "Chưa gọi được Zalo (%s). Chưa có gì thay đổi, xin thử lại.".formatted(never.reason());
      default -> "Zalo chưa trả lời rõ. Bấm “Cập nhật” sau ít phút để biết nhóm đang thế nào.";
    });
  }

  /** Null when nothing is wrong. */
  static @Nullable String trouble(@Nullable Integer code) {
    return code == null || code == 0 ? null : sentence(code);
  }

  static String sentence(int code) {
    return switch (code) {
      case -32 -> "Zalo đang giới hạn số lần gọi. Chờ một phút rồi thử lại.";
      case -201 -> "Zalo không nhận thông tin (-201). Kiểm tra mã người dùng: phải là quản trị viên của đúng OA này.";
      case -210 -> "Có thông tin vượt giới hạn của Zalo (-210): rút ngắn tên, mô tả hoặc bớt người.";
      case -211, -238, -241 -> "Gói nhóm này đã dùng hoặc đã khoá (%d). Chọn gói khác, hoặc mua thêm trong trang quản lý OA.".formatted(code);
      case -212, -223 -> "Ứng dụng chưa được OA cấp quyền “Quản lý thông tin nhóm” (%d). Cấp quyền rồi kết nối lại OA.".formatted(code);
      case -221 -> "OA chưa xác thực (-221) nên chưa được tạo nhóm. Gửi hồ sơ xác thực trong trang quản lý OA.";
      case -224 -> "Gói dịch vụ của OA chưa cho tạo nhóm (-224). Nâng gói trong trang quản lý OA.";
      case -235 -> "Zalo không mở tính năng nhóm cho loại OA này (-235). Liên hệ Zalo để hỏi về OA cơ quan nhà nước.";
      case -237 -> "Gói nhóm đã hết hạn nên Zalo khoá nhóm (-237). Gia hạn gói trong trang quản lý OA, hoặc đổi sang gói còn hạn; "
          + "sau 45 ngày Zalo tự xoá nhóm.";
      case -320, -321 -> "Tài khoản trả tiền Zalo (ZCA) chưa liên kết hoặc đã hết tiền (%d). Nạp tiền rồi thử lại.".formatted(code);
      case -403 -> "OA không còn trong nhóm (-403) nên không đăng được nữa. Tạo nhóm mới cho tổ và dán lại mã QR.";
      default -> "Zalo từ chối (mã %d).".formatted(code);
    };
  }
}
