package vn.caunoi.console.channel;

import vn.caunoi.channel.AccountCheck;

/** One step of connecting as the page shows it. {@code mark} and {@code word} say the same, for the eye and for the ear. */
record StepLine(String label, String kind, String mark, String word, String found, String remedy) {

  static StepLine of(AccountCheck check) {
    var label = check.step().label();
    return switch (check.result()) {
      case AccountCheck.Passed passed -> new StepLine(label, "done", "✓", "Được", passed.found(), "");
      case AccountCheck.Failed failed -> new StepLine(label, "danger", "✗", "Chưa được", failed.found(), failed.remedy());
      case AccountCheck.Waiting waiting -> new StepLine(label, "soon", "…", "Đang chờ", "", waiting.remedy());
      case AccountCheck.Undecided open -> new StepLine(label, "soon", "?", "Cần quyết định", open.found(), open.question());
      case AccountCheck.NotYet later -> new StepLine(label, "later", "–", "Chưa tới", "", "");
    };
  }
}
