package vn.caunoi.delivery;

import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.MessageLimits;
import vn.caunoi.channel.OutboundMessage;

/**
 * A delivery that a lane holds to send now. {@code message} is null when its text is gone or cannot be opened. {@code sendBefore}, by
 * {@link System#nanoTime()}, is the latest moment at which it may still leave; {@code seq} is its place among those of one address.
 */
record Claimed(Delivery delivery, @Nullable OutboundMessage message, long token, long seq, long sendBefore) {
  static final String REPEAT_MARK = "(gửi lại) ";

  /** What is sent: a repeat says so at its head, at the cost of its last words when there is no room; the words of a template are not ours to change. */
  OutboundMessage toSend() {
    if (message == null) {
      throw new IllegalStateException("no text");
    }
    if (!delivery.isMarkedAsRepeat() || message.template() != null) {
      return message;
    }
    var marked = REPEAT_MARK + message.text();
    int most = MessageLimits.textLength(delivery.to().channel());
    return message.saying(marked.length() <= most ? marked : MessageLimits.split(delivery.to().channel(), marked).getFirst());
  }
}
