package vn.caunoi.console.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAccount;

/** Why an account does not work as it should, and what to do: in Vietnamese, for the short reasons that senders record. */
public record Trouble(String what, String remedy) {
  private static final String RECONNECT = "Mở tài khoản và kết nối lại OA.";
  /** By how a reason begins. */
  private static final Map<String, Trouble> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("OA chưa được kết nối", new Trouble("OA chưa được kết nối.", "Mở tài khoản và bấm Kết nối OA."));
    KNOWN.put("Access token đã hết hạn", new Trouble("Mã truy cập của OA đã hết hạn.", RECONNECT));
    KNOWN.put("access token refused", new Trouble("Zalo không nhận mã truy cập nữa.", RECONNECT));
    KNOWN.put("Zalo từ chối làm mới token", new Trouble("Zalo không cho làm mới mã truy cập.", RECONNECT));
    KNOWN.put("OA must be connected again", new Trouble("Zalo đòi OA đăng nhập lại.", RECONNECT));
    KNOWN.put("OA đã rút quyền của ứng dụng", new Trouble("OA đã rút quyền của ứng dụng.", RECONNECT));
    KNOWN.put("OA has not authorised", new Trouble("OA chưa cấp quyền gửi tin cho ứng dụng.", "Kết nối lại OA và đồng ý đủ các quyền."));
    KNOWN.put("OA deleted or unknown", new Trouble("Zalo không còn OA này.", "Kiểm tra mã OA; nếu OA đã bị xoá, gỡ tài khoản này."));
    KNOWN.put("OA not verified", new Trouble("OA chưa xác thực.", "Làm xác thực OA ở oa.zalo.me, rồi bấm Gửi lại."));
    KNOWN.put("package of the OA too low", new Trouble("Gói của OA không cho gửi tin qua API.", "Nâng gói ở oa.zalo.me, rồi bấm Gửi lại."));
    KNOWN.put("quota of the feature", new Trouble("OA đã dùng hết lượt gửi của gói.", "Chờ kỳ mới hoặc mua thêm ở oa.zalo.me, rồi bấm Gửi lại."));
    KNOWN.put("app not activated", new Trouble("Ứng dụng Zalo chưa kích hoạt.", "Kích hoạt ứng dụng ở developers.zalo.me, rồi bấm Gửi lại."));
    KNOWN.put("app removed or disabled", new Trouble("Ứng dụng Zalo đã bị tắt.", "Mở developers.zalo.me xem ứng dụng, rồi kết nối lại."));
    KNOWN.put("app secret proof refused", new Trouble("Khoá bí mật của ứng dụng không đúng.", "Chép lại khoá ở developers.zalo.me vào mục Thay mã."));
    KNOWN.put("interface not registered", new Trouble("Ứng dụng chưa đăng ký API gửi tin.", "Đăng ký API ở developers.zalo.me, rồi bấm Gửi lại."));
    KNOWN.put("interface closed to this type of OA", new Trouble("Loại OA này không được gửi tin qua API.", "Hỏi Zalo về quyền Open API của OA cơ quan nhà nước; trong lúc chờ, gửi qua nhóm hoặc kênh khác."));
    KNOWN.put("v2 messages shut down", new Trouble("Zalo đã đóng cách gửi tin cũ của OA này.", "Bấm Kiểm tra lại rồi Gửi lại: hệ thống tự chọn cách gửi mới."));
    KNOWN.put("HTTP 40", new Trouble("Mạng từ chối yêu cầu của tài khoản này.", "Kiểm tra cổng mạng (proxy) ở giữa và mã của tài khoản, rồi bấm Gửi lại."));
    KNOWN.put("Zalo cloud account", new Trouble("Tài khoản Zalo Cloud (ZCA) chưa liên kết hoặc hết tiền.", "Nạp tiền hoặc liên kết ở account.zalo.cloud, rồi bấm Gửi lại."));
    KNOWN.put("token refused", new Trouble("Telegram không nhận mã bot nữa.", "Lấy mã ở @BotFather và dán vào mục Thay mã."));
    KNOWN.put("Telegram từ chối mã bot", new Trouble("Telegram không nhận mã bot nữa.", "Lấy mã ở @BotFather và dán vào mục Thay mã."));
    KNOWN.put("no credentials", new Trouble("Tài khoản không còn mã để đăng nhập.", "Dán lại mã ở mục Thay mã."));
  }

  /** Null when nothing is known to be wrong. */
  public static @Nullable Trouble of(ChannelAccount account) {
    var reason = account.statusReason();
    if (reason == null) {
      return account.status() == ChannelAccount.Status.DOWN
          ? new Trouble("Mạng không nhận tài khoản này.", "Mở tài khoản và bấm Kiểm tra lại.") : null;
    }
    return KNOWN.entrySet().stream().filter(known -> reason.startsWith(known.getKey())).map(Map.Entry::getValue).findFirst()
        .orElseGet(() -> new Trouble(reason, ""));
  }
}
