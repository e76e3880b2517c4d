package vn.caunoi.console.tip;

import java.time.Instant;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.tip.TipCategories;
import vn.caunoi.tip.TipLine;

/** One tip of the list, in words. */
record TipRow(String code, String title, String where, String status, String tone, String assignee, String received, String ago,
    Remaining remaining, String due, boolean unread) {

  static TipRow of(TipLine line, TipCategories categories, Instant now) {
    var title = categories.label(line.category() == null ? line.topic() : line.category());
    var more = line.category() == null ? "" : " · " + categories.label(line.topic());
    var where = (line.group() == null ? "Chưa rõ tổ" : line.group()) + " · " + line.channel().label() + (line.anonymous() ? " · ẩn danh" : "");
    return new TipRow(line.code(), title + more, where, line.status().label(), tone(line.status()),
        line.assignee() == null ? "Chưa giao" : line.assignee().name(), VietnamTime.minute(line.receivedAt()),
        Remaining.ago(line.receivedAt(), now), Remaining.of(line.receivedAt(), line.dueAt(), now, line.status().isRunning()),
        VietnamTime.minute(line.dueAt()), line.unread());
  }

  static String tone(vn.caunoi.tip.Tip.Status status) {
    return switch (status) {
      case RECEIVED -> "accent";
      case ASSIGNED, VERIFYING, TRANSFERRED -> "";
      case WAITING -> "soon";
      case RESOLVED, CLOSED -> "done";
      case WITHDRAWN -> "";
    };
  }
}
