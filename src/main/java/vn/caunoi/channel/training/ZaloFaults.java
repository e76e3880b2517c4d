package vn.caunoi.channel.training;

import java.time.Duration;
import java.util.List;
import vn.caunoi.channel.simulated.ZaloTwinOa;

/** What can go wrong on Zalo. */
final class ZaloFaults {
  private static final int PER_MINUTE = 4_000;

  private ZaloFaults() {}

  static FaultBoard of(ZaloTwinOa oa) {
    return new FaultBoard(List.of(
        Fault.once("next-32", "Lượt gửi tới: quá nhanh (-32)", "Hệ thống đợi sang phút sau rồi gửi lại, không tính là lỗi.", () -> oa.refusesNext(-32)),
        Fault.once("next-216", "Lượt gửi tới: mã truy cập sai (-216)", "Hệ thống tự xin mã mới rồi gửi lại.", () -> oa.refusesNext(-216)),
        Fault.once("next-500", "Lượt gửi tới: máy chủ lỗi 5xx", "Không rõ tin đã đi hay chưa: tin chiến dịch không gửi lại.", oa::breaksNext),
        Fault.once("next-cut", "Lượt gửi tới: Zalo đã nhận rồi đứt kết nối", "Tin đã tới máy người dân nhưng hệ thống không biết.", oa::deliversNextThenCuts),
        Fault.once("next-silent", "Lượt gửi tới: Zalo đã nhận rồi im lặng", "Hệ thống chờ 10 giây rồi ghi “Không rõ”.", oa::deliversNextInSilence),
        Fault.once("next-248", "Lượt gửi tới: trái chính sách (-248)", "Tin bị từ chối hẳn, không thử lại.", () -> oa.refusesNext(-248)),
        Fault.once("token", "Mã truy cập hết hạn ngay bây giờ", "Lượt gửi kế tiếp làm mới mã một lần rồi đi tiếp.", oa::expiresAccessToken),
        Fault.lasting("slow", "Mạng chậm 5 giây", "Mọi lượt gọi được trả lời sau 5 giây.", on -> oa.rules().answersAfter(seconds(on ? 5 : 0))),
        Fault.lasting("down", "Máy chủ Zalo hỏng", "Mọi tin gửi đi gặp lỗi 5xx.", on -> oa.rules().down(on)),
        Fault.lasting("crowded", "Hết hạn mức phút này", "Mọi lượt gọi bị trả -32 cho tới khi tắt.", on -> oa.rules().requestsPerMinute(on ? 0 : PER_MINUTE)),
        Fault.lasting("twice", "Sự kiện đến hai lần", "Mỗi tin của người dân được Zalo báo lặp; hộp thư chỉ nhận một.", on -> oa.rules().repeatsEvents(on)),
        Fault.lasting("shuffle", "Sự kiện đến lộn xộn", "Sự kiện trễ tới 3 giây và vượt nhau.", on -> oa.rules().shufflesEvents(seconds(on ? 3 : 0))),
        Fault.lasting("buttons", "OA không nhận nút bấm", "Lựa chọn thành dòng có số; hệ thống nhớ điều đó cho OA này.", on -> oa.rules().takesButtons(!on)),
        Fault.lasting("agency", "OA cơ quan nhà nước (-235)", "Hệ thống đổi sang đường gửi v2 và ghi nhớ.", on -> oa.rules().stateAgency(on))),
        oa::faultsWaiting, oa::forgetsFaults);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
