package vn.caunoi.console.training;

import java.util.Map;
import vn.caunoi.channel.training.LogLine;

/** What a step on the wire is called by people. The name that the network gives it stands beside. */
final class WireWords {
  private static final Map<String, String> WORDS = Map.ofEntries(
      Map.entry("/v3.0/oa/message/cs", "Gửi tin riêng"), Map.entry("/v2.0/oa/message", "Gửi tin riêng (đường cũ)"),
      Map.entry("/v3.0/oa/message/template", "Gửi mẫu tin"), Map.entry("/message/template", "Gửi mẫu tin theo số máy"),
      Map.entry("/v2.0/oa/getoa", "Hỏi thông tin OA"), Map.entry("/v2.0/oa/upload/image", "Tải ảnh lên"),
      Map.entry("/v3.0/oa/quota/message", "Hỏi hạn mức"), Map.entry("/v3.0/oa/group/message", "Gửi vào nhóm"),
      Map.entry("/v4/oa/access_token", "Làm mới mã truy cập"),
      Map.entry("user_send_text", "Người dân nhắn chữ hoặc bấm nút"), Map.entry("user_send_image", "Người dân gửi ảnh"),
      Map.entry("user_send_location", "Người dân gửi vị trí"), Map.entry("follow", "Người dân quan tâm"),
      Map.entry("unfollow", "Người dân bỏ quan tâm"), Map.entry("user_received_message", "Tin đã tới máy"),
      Map.entry("user_seen_message", "Tin đã được xem"), Map.entry("oa_send_text", "Zalo xác nhận tin của OA"),
      Map.entry("oa_send_image", "Zalo xác nhận ảnh của OA"),
      Map.entry("sendmessage", "Gửi tin"), Map.entry("sendphoto", "Gửi ảnh"), Map.entry("answercallbackquery", "Đáp lượt bấm nút"),
      Map.entry("getme", "Hỏi thông tin bot"), Map.entry("getfile", "Lấy ảnh của người dân"), Map.entry("setmycommands", "Đặt danh mục lệnh"),
      Map.entry("getUpdates", "Nhận cập nhật"), Map.entry("webhook", "Báo cập nhật"));

  private WireWords() {}

  static String of(LogLine line) {
    var name = line.what().replaceAll(" \\(.*", "");
    return WORDS.getOrDefault(name, line.ours() ? "Gọi mạng" : "Mạng báo về");
  }

  static String result(LogLine line) {
    return switch (line.result()) {
      case "connection cut" -> "đứt kết nối";
      case "no answer" -> "không trả lời";
      default -> line.result();
    };
  }
}
