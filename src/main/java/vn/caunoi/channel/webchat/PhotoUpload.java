package vn.caunoi.channel.webchat;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.media.AttachmentStore;

/**
 * A photo as it comes in, held in memory up to its cap. Read as a stream of part events because Spring's ordinary multipart reader writes
 * large parts into the temporary folder, in clear.
 */
final class PhotoUpload {
  private final ByteArrayOutputStream photo = new ByteArrayOutputStream();
  private @Nullable String id;
  private @Nullable String caption;

  private PhotoUpload() {}

  static Mono<PhotoUpload> read(Flux<PartEvent> events) {
    return events.reduceWith(PhotoUpload::new, PhotoUpload::add)
        .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()));
  }

  String client() {
    return ChatInput.client(id);
  }

  String caption() {
    return ChatInput.clean(caption).strip();
  }

  byte[] bytes() {
    return photo.toByteArray();
  }

  private PhotoUpload add(PartEvent event) {
    try {
      if (event instanceof FormPartEvent field) {
        keep(field);
      } else if (event instanceof FilePartEvent && event.name().equals("photo")) {
        append(event);
      }
      return this;
    } finally {
      DataBufferUtils.release(event.content());
    }
  }

  private void keep(FormPartEvent field) {
    switch (field.name()) {
      case "id" -> id = field.value();
      case "caption" -> caption = field.value();
      default -> { }                                             // other fields are nothing to us
    }
  }

  private void append(PartEvent event) {
    var content = event.content();
    if (photo.size() + content.readableByteCount() > AttachmentStore.MAX_BYTES) {
      throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "Ảnh lớn quá 20 MB. Xin chụp lại với cỡ nhỏ hơn.");
    }
    var bytes = new byte[content.readableByteCount()];
    content.read(bytes);
    photo.writeBytes(bytes);
  }
}
