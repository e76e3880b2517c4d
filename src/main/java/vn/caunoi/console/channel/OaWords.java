package vn.caunoi.console.channel;

import vn.caunoi.channel.OaSignIn.Outcome;

/** How an attempt to connect an OA ended, told to the administrator: what happened, what was not lost, what to do. */
record OaWords(Tone tone, String text) {
  private static final String KEPT = " Token đang dùng không thay đổi.";

  enum Tone { DONE, SOON, DANGER }

  static OaWords of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Connected c -> new OaWords(Tone.DONE,
          "Đã kết nối: " + (c.name().isEmpty() ? "OA " + c.oaId() : c.name() + " (" + c.oaId() + ")") + ". Từ nay token được giữ kín và tự làm mới.");
      case Outcome.Unproven u -> new OaWords(Tone.SOON, "Zalo đã cấp token nhưng chưa cho biết token là của OA nào" + code(u.reason())
          + ". Token mới được giữ riêng và tự hỏi lại Zalo trong vòng nửa giờ." + KEPT);
      case Outcome.OtherOa o -> danger("OA vừa cấp quyền là " + o.granted() + ", còn tài khoản này là của OA " + o.expected() + "." + KEPT
          + " Hãy làm lại và chọn đúng OA.");
      case Outcome.TakenOa t -> danger("OA " + t.granted() + " đã thuộc một tài khoản kênh khác nên không nhận vào đây." + KEPT);
      case Outcome.SaidNo no -> danger(saidNo(no.code()) + KEPT);
      case Outcome.Refused refused -> danger(refused(refused.code()) + KEPT);
      case Outcome.Away away -> danger((away.asked()
          ? "Zalo không trả lời kịp. Mã vừa gửi có thể đã bị dùng mất: hãy kết nối lại, hoặc lấy một cặp token mới."
          : "Chưa gọi được tới Zalo, chưa có gì được gửi đi. Hãy thử lại sau ít phút.") + KEPT);
      case Outcome.KnownToken known -> new OaWords(Tone.SOON, known.inUse()
          ? "Đây chính là token đang dùng, không cần dán lại."
          : "Token này đã dùng ở đây rồi; mỗi refresh token chỉ dùng được một lần. Hãy lấy cặp mới ở API Explorer." + KEPT);
      case Outcome.NoSuchWay none -> noSuchWay(none);
    };
  }

  static OaWords danger(String text) {
    return new OaWords(Tone.DANGER, text);
  }

  private static String saidNo(String code) {
    return switch (code) {
      case "-14003" -> "Zalo không nhận địa chỉ trả về (mã -14003). Hãy đăng ký địa chỉ dưới đây đúng từng ký tự trong trang quản lý ứng dụng của Zalo; "
          + "nếu đã đúng, hãy dùng mã PKCE cố định.";
      case "-14002" -> "Zalo không biết ứng dụng này (mã -14002). Hãy kiểm tra ID ứng dụng; ứng dụng đang tắt thì chỉ quản trị viên của nó đăng nhập được.";
      default -> "Chưa được cấp quyền: ở trang của Zalo đã chọn từ chối hoặc có lỗi" + code(code) + ". Có thể kết nối lại bất cứ lúc nào.";
    };
  }

  private static String refused(String code) {
    return switch (code) {
      case "-14002" -> "Zalo không nhận ID hoặc khoá bí mật của ứng dụng (mã -14002). Khoá bí mật của ứng dụng khác với khoá bí mật OA.";
      case "-14014", "-118" -> "Mã vừa gửi đã dùng rồi hoặc đã hết hạn (mã " + code + "). Hãy kết nối lại, hoặc lấy một cặp token mới.";
      default -> "Zalo không cấp token" + code(code) + ". Hãy kết nối lại, hoặc lấy một cặp token mới.";
    };
  }

  private static OaWords noSuchWay(Outcome.NoSuchWay none) {
    return switch (none.why()) {
      case MISSING -> danger("Trang này chỉ mở ra khi từ Zalo trở về. Nếu vừa phải đăng nhập lại giữa chừng, hãy bấm Kết nối OA một lần nữa.");
      case FOREIGN -> danger("Lần kết nối này không bắt đầu trong phiên đăng nhập này, nên không dùng được." + KEPT
          + " Hãy bắt đầu lại và mở trang Zalo trong chính trình duyệt này.");
      case USED -> new OaWords(Tone.SOON, "Lần kết nối này đã xong trước đó. Xem tình trạng dưới đây; nếu chưa kết nối được thì bắt đầu lại.");
      case LATE -> danger("Đã quá 10 phút từ lúc bắt đầu, lần kết nối này không còn hiệu lực." + KEPT + " Hãy bắt đầu lại.");
    };
  }

  /** Only what looks like a code is shown: the words may come from anybody's link. */
  private static String code(String code) {
    return code.matches("-?\\d{1,6}") ? " (mã " + code + ")" : "";
  }
}
