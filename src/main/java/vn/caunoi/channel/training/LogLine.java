package vn.caunoi.channel.training;

import java.time.Instant;
import java.util.Set;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.simulated.TwinJournal;

/**
 * One step on the wire: {@code ours} when the service asked the network, else the network told the service. {@code result} is the code that
 * was answered. No token, address or text is ever part of it.
 */
public record LogLine(Instant at, Channel channel, boolean ours, String what, String result) {
  private static final Set<String> WELL = Set.of("0", "200", "HTTP 200");

  static LogLine of(Channel channel, TwinJournal.Entry entry) {
    return new LogLine(entry.at(), channel, entry.way() == TwinJournal.Way.CALL, entry.what(), entry.result());
  }

  public boolean isWell() {
    return WELL.contains(result);
  }
}
