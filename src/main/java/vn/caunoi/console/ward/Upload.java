package vn.caunoi.console.ward;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.InvalidInput;

/** The one file of an upload form, kept in memory up to a limit and never in a temporary file. */
final class Upload {
  private Upload() {}

  static Mono<byte[]> read(Flux<PartEvent> parts, int mostBytes) {
    var content = parts.concatMap(part -> {
      if (part instanceof FilePartEvent) {
        return Mono.just(part.content());
      }
      DataBufferUtils.release(part.content());
      return Mono.<DataBuffer>empty();
    });
    return DataBufferUtils.join(content, mostBytes)
        .map(Upload::bytes)
        .filter(bytes -> bytes.length > 0)
        .onErrorMap(DataBufferLimitException.class, e -> new InvalidInput("file", "Tệp lớn quá %d MB.".formatted(mostBytes / 1_000_000)))
        .switchIfEmpty(Mono.error(() -> new InvalidInput("file", "Hãy chọn một tệp.")));
  }

  private static byte[] bytes(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
