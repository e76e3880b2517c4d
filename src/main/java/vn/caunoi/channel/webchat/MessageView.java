package vn.caunoi.channel.webchat;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.caunoi.platform.VietnamTime;

/**
 * A message as the page draws it, in the first HTML and over the live stream alike. {@code once}: remove it after reading. {@code key} tells
 * the number or the secret of a tip: it stands alone and can be copied. {@code keepable}: what was said about the tip may still be kept.
 * Neither the delivery nor the attachment is named: a photo is fetched by its message.
 */
record MessageView(UUID id, long seq, boolean mine, boolean once, boolean key, boolean keepable, String text, List<Bubble.Choice> choices,
    @Nullable String photo, @Nullable String client, String day, String time) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm").withZone(VietnamTime.ZONE);

  static MessageView of(Room room, ChatMessage message, boolean keepable) {
    var bubble = message.bubble();
    var photo = bubble.photo() == null ? null : room.path() + "/photos/" + message.id();
    return new MessageView(message.id(), message.seq(), !message.outgoing(), message.ephemeral(), message.isKey(), keepable, bubble.text(),
        bubble.choices(), photo, bubble.client(), VietnamTime.day(message.at()), TIME.format(message.at()));
  }
}
