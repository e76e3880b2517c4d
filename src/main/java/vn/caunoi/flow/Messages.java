package vn.caunoi.flow;

import java.util.ArrayList;
import java.util.List;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.MessageLimits;
import vn.caunoi.channel.OutboundMessage;

/** Makes the messages of one channel out of what a flow says. */
public final class Messages {
  private Messages() {}

  /**
   * Neighbouring replies become one message, cut where the channel's text ends; a reply that stands alone or has buttons ends its
   * message. Choices beyond the channel's buttons become numbered lines, which the resident answers by number.
   */
  public static List<OutboundMessage> of(Channel channel, List<Turn.Reply> replies) {
    var messages = new ArrayList<OutboundMessage>();
    var pending = new StringBuilder();
    for (var reply : replies) {
      if (reply.alone() && !pending.isEmpty()) {
        add(messages, channel, pending.toString(), List.of());
        pending.setLength(0);
      }
      if (!pending.isEmpty()) {
        pending.append("\n\n");
      }
      pending.append(text(channel, reply));
      if (reply.alone() || !buttons(channel, reply).isEmpty()) {
        add(messages, channel, pending.toString(), buttons(channel, reply));
        pending.setLength(0);
      }
    }
    if (!pending.isEmpty()) {
      add(messages, channel, pending.toString(), List.of());
    }
    return List.copyOf(messages);
  }

  private static void add(List<OutboundMessage> messages, Channel channel, String text, List<Button> buttons) {
    var pieces = MessageLimits.split(channel, text);
    for (var piece : pieces.subList(0, pieces.size() - 1)) {
      messages.add(OutboundMessage.text(piece));
    }
    messages.add(new OutboundMessage(pieces.getLast(), buttons, null));
  }

  private static boolean fits(Channel channel, Turn.Reply reply) {
    return reply.choices().size() + ways(channel, reply).size() <= MessageLimits.buttons(channel);
  }

  private static List<Button> ways(Channel channel, Turn.Reply reply) {
    return MessageLimits.hasAskingButtons(channel) ? reply.ways()
        : reply.ways().stream().filter(way -> !(way instanceof Button.Asking)).toList();
  }

  private static List<Button> buttons(Channel channel, Turn.Reply reply) {
    var buttons = new ArrayList<Button>();
    if (fits(channel, reply)) {
      reply.choices().forEach(choice -> buttons.add(choice.button().typed(String.valueOf(choice.number()))));
    }
    ways(channel, reply).forEach(way -> buttons.add(typed(way)));
    return buttons.subList(0, Math.min(buttons.size(), MessageLimits.buttons(channel)));
  }

  /** The way out is 0 everywhere; the other ways are answered by their words. */
  private static Button typed(Button way) {
    return way instanceof Button.Reply reply && reply.payload().equals(Buttons.CANCEL) ? reply.typed("0") : way;
  }

  private static String text(Channel channel, Turn.Reply reply) {
    if (fits(channel, reply)) {
      return reply.text();
    }
    var text = new StringBuilder(reply.text()).append('\n');
    reply.choices().forEach(choice -> text.append('\n').append(choice.number()).append(". ").append(choice.button().label()));
    return text.toString();
  }
}
