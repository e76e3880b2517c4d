package vn.caunoi.channel.training;

import java.time.Duration;
import java.util.List;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.TelegramTwinFault;

/** What can go wrong on Telegram. */
final class TelegramFaults {
  private static final String SEND = "sendmessage";

  private TelegramFaults() {}

  static FaultBoard of(TelegramTwin twin) {
    var rules = twin.rules();
    return new FaultBoard(List.of(
        Fault.once("next-429", "Lượt gửi tới: quá nhanh (429, đợi 7 giây)", "Hệ thống đợi đúng 7 giây rồi gửi lại, không tính là lỗi.",
            () -> twin.next(SEND, TelegramTwinFault.tooManyRequests(7))),
        Fault.once("next-502", "Lượt gửi tới: máy chủ lỗi 502", "Không rõ tin đã đi hay chưa: tin chiến dịch không gửi lại.",
            () -> twin.next(SEND, TelegramTwinFault.badGateway())),
        Fault.once("next-cut", "Lượt gửi tới: Telegram đã nhận rồi đứt kết nối", "Tin đã tới máy người dân nhưng hệ thống không biết.",
            () -> twin.next(SEND, new TelegramTwinFault.DeliverThenDrop())),
        Fault.once("next-silent", "Lượt gửi tới: Telegram đã nhận rồi im lặng", "Hệ thống chờ hết giờ rồi ghi “Không rõ”.",
            () -> twin.next(SEND, new TelegramTwinFault.Hang())),
        Fault.once("next-400", "Lượt gửi tới: nội dung bị từ chối (400)", "Tin bị từ chối hẳn, không thử lại.",
            () -> twin.next(SEND, TelegramTwinFault.badRequest("not enough rights to send text messages to the chat"))),
        Fault.lasting("slow", "Mạng chậm 5 giây", "Mọi lượt gọi được trả lời sau 5 giây.", on -> rules.answersAfter(Duration.ofSeconds(on ? 5 : 0))),
        Fault.lasting("down", "Máy chủ Telegram hỏng", "Mọi tin gửi đi gặp lỗi 502.", on -> rules.down(on)),
        Fault.lasting("crowded", "Quá tải (429)", "Mọi tin bị trả 429, đợi 5 giây, cho tới khi tắt.", on -> rules.crowded(on)),
        Fault.lasting("twice", "Cập nhật đến hai lần", "Mỗi tin của người dân đến lặp; hộp thư chỉ nhận một.", on -> rules.repeatsUpdates(on)),
        Fault.lasting("revoked", "Khoá của bot bị thu hồi (401)", "Kênh dừng và hiện ở Cài đặt → Kênh; tắt đi rồi bấm “Đã sửa, gửi lại”.",
            on -> {
              if (on) {
                twin.revoke(TelegramTwin.DEMO_TOKEN);
              } else {
                twin.restore(TelegramTwin.DEMO_TOKEN);
              }
            })),
        rules::faultsWaiting, rules::forgetsFaults);
  }
}
