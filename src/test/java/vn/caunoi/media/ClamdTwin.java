package vn.caunoi.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/**
 * A ClamAV daemon in miniature: it speaks INSTREAM as clamd(8) describes it, knows one signature, and gives up on a stream that is too long,
 * hanging up while the client still sends.
 */
final class ClamdTwin implements AutoCloseable {
  /** The one signature it knows; not EICAR's own, so that no scanner on a developer's machine takes the sources away. */
  static final String SIGNATURE = "CAUNOI-TEST-SIGNATURE";

  private final DisposableServer server;

  /** {@code port} 0 takes a free one. */
  ClamdTwin(int streamMaxLength, int port) {
    this.server = TcpServer.create().host("127.0.0.1").port(port)
        .handle((in, out) -> {
          var session = new Session(streamMaxLength);
          return out.sendString(in.receive().asByteArray().mapNotNull(session::read).next(), StandardCharsets.US_ASCII).then(Mono.empty());
        }).bindNow();
  }

  ClamdTwin() {
    this(30_000_000, 0);
  }

  ClamdSettings settings() {
    return new ClamdSettings("127.0.0.1", server.port());
  }

  @Override
  public void close() {
    server.disposeNow();
  }

  /** One connection. */
  private static final class Session {
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int streamMaxLength;

    Session(int streamMaxLength) {
      this.streamMaxLength = streamMaxLength;
    }

    /** The answer, or null while the stream goes on. */
    @Nullable String read(byte[] bytes) {
      received.writeBytes(bytes);
      var all = ByteBuffer.wrap(received.toByteArray());
      if (all.remaining() < COMMAND.length) {
        return null;
      }
      var command = new byte[COMMAND.length];
      all.get(command);
      return java.util.Arrays.equals(command, COMMAND) ? stream(all) : "UNKNOWN COMMAND\0";
    }

    private @Nullable String stream(ByteBuffer chunks) {
      var content = new ByteArrayOutputStream();
      while (chunks.remaining() >= 4) {
        int length = chunks.getInt();
        if (length == 0) {
          return verdict(content.toString(StandardCharsets.ISO_8859_1));
        }
        if (content.size() + length > streamMaxLength) {
          return "INSTREAM size limit exceeded. ERROR\0";
        }
        if (chunks.remaining() < length) {
          return null;
        }
        var chunk = new byte[length];
        chunks.get(chunk);
        content.writeBytes(chunk);
      }
      return null;
    }

    private static String verdict(String content) {
      return content.contains(SIGNATURE) ? "stream: Caunoi.Test-Signature FOUND\0" : "stream: OK\0";
    }
  }
}
