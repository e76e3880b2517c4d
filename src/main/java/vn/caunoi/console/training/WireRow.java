package vn.caunoi.console.training;

import java.time.ZonedDateTime;
import vn.caunoi.channel.training.LogLine;
import vn.caunoi.platform.VietnamTime;

/** One line of the log. */
record WireRow(LogLine line) {
  public ZonedDateTime at() {
    return line.at().atZone(VietnamTime.ZONE);
  }

  public String words() {
    return WireWords.of(line);
  }

  public String result() {
    return WireWords.result(line);
  }
}
