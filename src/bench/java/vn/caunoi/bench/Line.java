package vn.caunoi.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** One kept-alive connection to the service. Knows just enough HTTP for answers that have no body. */
final class Line implements AutoCloseable {
  private static final int PATIENCE = 5_000;

  private final int port;
  private byte @Nullable [] from;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  Line(int port) {
    this.port = port;
  }

  /** From now on as another machine: the nth address of loopback's sixteen million. */
  void from(long n) {
    close();
    from = new byte[] {127, (byte) (1 + n / 62_500 % 250), (byte) (1 + n / 250 % 250), (byte) (1 + n % 250)};
  }

  /** The status of the answer. */
  int send(byte[] request) throws IOException {
    if (socket == null) {
      connect();
    }
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(header().substring(9, 12));
    int length = 0;
    for (var line = header(); !line.isEmpty(); line = header()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private void connect() throws IOException {
    var fresh = new Socket();
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(PATIENCE);
    try {
      if (from != null) {
        fresh.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
      }
      fresh.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    in = new BufferedInputStream(fresh.getInputStream(), 1_024);
    socket = fresh;
  }

  private String header() throws IOException {
    var line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("connection closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** The next send connects anew. */
  @Override
  public void close() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone either way
      }
      socket = null;
    }
  }
}
