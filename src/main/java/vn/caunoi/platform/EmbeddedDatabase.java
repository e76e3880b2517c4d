package vn.caunoi.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in the data folder, for the demo and for a ward without a database server. Its port is chosen once and kept: after
 * {@code kill -9} the next start then finds the orphaned server there and goes on with it.
 */
final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String USER = "postgres";

  private final DatabaseAddress address;
  private final AutoCloseable server;

  private EmbeddedDatabase(int port, AutoCloseable server) {
    this.address = new DatabaseAddress("127.0.0.1", port, "postgres", USER, "");
    this.server = server;
  }

  static EmbeddedDatabase start(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      int port = keptPort(dataDir.resolve("pg.port"));
      var data = dataDir.resolve("pg");
      dropForeignPid(data.resolve("postmaster.pid"));
      return new EmbeddedDatabase(port, PostgresAsNobody.isNeeded() ? PostgresAsNobody.start(data, port) : startHere(data, port));
    } catch (IOException e) {
      throw new WrongSetting("CAUNOI_DATA_DIR = \"%s\": không mở được PostgreSQL đi kèm (%s). Một tiến trình khác đang dùng thư mục này?"
          .formatted(dataDir, e.getMessage()));
    }
  }

  DatabaseAddress address() {
    return address;
  }

  private static EmbeddedPostgres startHere(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)           // stopped after Spring, not beside it
        .setPGStartupWait(Duration.ofSeconds(30))
        .setServerConfig("fsync", "on")           // the library's defaults are for tests and lose data
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("max_connections", "60")
        .start();
  }

  private static int keptPort(Path file) throws IOException {
    if (Files.exists(file)) {
      return Integer.parseInt(Files.readString(file).strip());
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var draft = file.resolveSibling("pg.port.new");
      Files.writeString(draft, Integer.toString(socket.getLocalPort()));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return socket.getLocalPort();
    }
  }

  /** After a power cut the file may name a process id that now belongs to something else; PostgreSQL would wait for it in vain. */
  private static void dropForeignPid(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    boolean postgres = ProcessHandle.of(pid).flatMap(process -> process.info().command()).filter(c -> c.contains("postgres")).isPresent();
    if (!postgres) {
      log.info("removing stale postmaster.pid pid={}", pid);
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      log.warn("embedded PostgreSQL did not stop cleanly: {}", e.toString());
    }
  }
}
