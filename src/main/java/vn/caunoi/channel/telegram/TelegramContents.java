package vn.caunoi.channel.telegram;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import vn.caunoi.channel.InboundMessage.Content;

/** What one message in a private chat says. */
final class TelegramContents {
  private static final Pattern START = Pattern.compile("/start(?:@\\w+)?(?:\\s+(.*))?", Pattern.DOTALL);
  private static final Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern COMMAND = Pattern.compile("/([a-z0-9_]{1,32})(?:@\\w+)?\\s*");
  /** Pictures sent "as a file" keep their size, and their EXIF, which our media store strips. */
  private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/webp");

  private final Map<String, String> keywords;

  /** {@code keywords}: what a command of the bot's menu stands for, in the words the flows know. */
  TelegramContents(Map<String, String> keywords) {
    this.keywords = Map.copyOf(keywords);
  }

  /** Null: nothing that a person says. The parts of an album are messages of their own with one {@code media_group_id}. */
  @Nullable Content read(Message message) {
    if (message.getText() != null) {
      return text(message.getText());
    }
    var photo = photo(message);
    if (photo != null) {
      return new Content.Photo(photo, message.getCaption(), message.getMediaGroupId());
    }
    if (message.getLocation() != null) {
      return new Content.Location(message.getLocation().getLatitude(), message.getLocation().getLongitude());
    }
    var contact = message.getContact();
    if (contact != null && message.getFrom().getId().equals(contact.getUserId())) {
      return new Content.Phone(contact.getPhoneNumber());
    }
    var kind = otherKind(message);
    return kind == null ? null : new Content.Unsupported(kind);
  }

  /** The library fills in command entities lazily and gets {@code /start} wrong until then, so the text is read here. */
  private Content text(String text) {
    var start = START.matcher(text);
    if (start.matches()) {
      var payload = start.group(1);
      return new Content.Started(payload != null && PAYLOAD.matcher(payload).matches() ? payload : null);
    }
    var command = COMMAND.matcher(text);
    return new Content.Text(command.matches() ? keywords.getOrDefault(command.group(1), text) : text);
  }

  /** The file id of the largest size, or of a picture sent as a file; null when there is none. */
  private static @Nullable String photo(Message message) {
    if (message.getPhoto() != null && !message.getPhoto().isEmpty()) {
      return message.getPhoto().stream()
          .max(Comparator.comparingLong(size -> (long) size.getWidth() * size.getHeight()))
          .orElseThrow().getFileId();
    }
    var file = message.getDocument();
    return file != null && file.getMimeType() != null && PICTURES.contains(file.getMimeType()) ? file.getFileId() : null;
  }

  /**
   * Telegram's name of a content that we do not read; null for service messages and what is newer than this list. A contact that
   * comes here is somebody else's card: anybody can forward one, so nothing of it is read.
   */
  private static @Nullable String otherKind(Message message) {
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
