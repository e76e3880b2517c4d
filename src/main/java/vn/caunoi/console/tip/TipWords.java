package vn.caunoi.console.tip;

import java.time.Instant;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipCategories;
import vn.caunoi.tip.TipFile;
import vn.caunoi.channel.Channel;

/** Small words that templates need for a tip's history. */
record TipWords(TipCategories categories, Instant now) {
  public String at(Instant at) {
    return VietnamTime.minute(at);
  }

  public String ago(Instant at) {
    return Remaining.ago(at, now);
  }

  public String detail(TipFile.Entry entry, String key) {
    return entry.details().getOrDefault(key, "");
  }

  public String category(TipFile.Entry entry) {
    return categories.label(detail(entry, "to"));
  }

  public String status(TipFile.Entry entry, String key) {
    return Tip.Status.valueOf(detail(entry, key)).label();
  }

  public String due(TipFile.Entry entry) {
    return VietnamTime.minute(Instant.parse(detail(entry, "due")));
  }

  public String channel(TipFile.Entry entry) {
    return Channel.valueOf(detail(entry, "channel")).label();
  }

  /** How an answer travelled; one without a delivery waits on the tip's page. */
  public String fate(TipFile.Entry entry) {
    if (entry.deliveryId() == null) {
      return "Không nhắn tới được; người báo xem trên trang tra cứu";
    }
    return entry.fate() == null ? "Đã gửi" : entry.fate().status().label() + " · " + entry.fate().route().label();
  }

  public boolean isPoint(String place) {
    return place.matches("-?\\d{1,2}(\\.\\d+)?,-?\\d{1,3}(\\.\\d+)?");
  }
}
