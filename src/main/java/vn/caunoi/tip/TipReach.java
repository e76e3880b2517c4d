package vn.caunoi.tip;

import vn.caunoi.channel.Channel;
import vn.caunoi.contact.ReplyWindow;

/**
 * Whether an answer to a tip can reach its reporter now. Says nothing about who that is. {@code resting}: the account does not send at present,
 * so that an answer waits for it.
 */
public record TipReach(String code, Channel channel, ReplyWindow window, boolean resting) {

  /** Closed for a reason that the network itself may know better by now. */
  public boolean mayBeAsked() {
    return channel == Channel.ZALO && !window.open() && !isNobody();
  }

  /** There is no address to write to. */
  public boolean isNobody() {
    return window instanceof ReplyWindow.Closed closed
        && (closed.reason().equals(ReplyWindow.Closed.ANONYMOUS) || closed.reason().equals(ReplyWindow.Closed.FORGOTTEN));
  }
}
