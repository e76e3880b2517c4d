package vn.caunoi.channel.telegram;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** What a message carries besides text. The parts of an album arrive as messages of their own. */
final class TelegramPhotos {
  /** Pictures sent "as a file" keep their size, and their EXIF, which our media store strips. */
  private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/webp");

  private TelegramPhotos() {}

  /** The file id of the largest size, or of a picture sent as a file; null when there is none. */
  static @Nullable String reference(Message message) {
    if (message.getPhoto() != null && !message.getPhoto().isEmpty()) {
      return message.getPhoto().stream()
          .max(Comparator.comparingLong(size -> (long) size.getWidth() * size.getHeight()))
          .orElseThrow().getFileId();
    }
    var file = message.getDocument();
    return file != null && file.getMimeType() != null && PICTURES.contains(file.getMimeType()) ? file.getFileId() : null;
  }

  /** Telegram's name of a content that we do not read; null for service messages and what is newer than this list. */
  static @Nullable String otherKind(Message message) {
    if (message.getContact() != null) {
      return "contact";
    }
    if (message.getSticker() != null) {
      return "sticker";
    }
    if (message.getVoice() != null) {
      return "voice";
    }
    if (message.getVideo() != null) {
      return "video";
    }
    if (message.getVideoNote() != null) {
      return "video_note";
    }
    if (message.getAnimation() != null) {
      return "animation";
    }
    if (message.getAudio() != null) {
      return "audio";
    }
    if (message.getDocument() != null) {
      return "document";
    }
    return message.getPoll() != null ? "poll" : null;
  }
}
