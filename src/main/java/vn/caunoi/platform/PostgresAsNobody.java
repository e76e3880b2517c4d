package vn.caunoi.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * PostgreSQL refuses to run as root. The library steps aside with {@code unshare -U}; where user namespaces are forbidden (a container's
 * usual seccomp profile) this runs the same binaries as {@code nobody} instead. Every parent of the data folder must be traversable by
 * that user.
 */
final class PostgresAsNobody implements AutoCloseable {
  private static final int NOBODY = 65_534;
  private static final long LIMIT_SECONDS = 60;

  private final Path binaries;
  private final Path data;

  private PostgresAsNobody(Path binaries, Path data) {
    this.binaries = binaries;
    this.data = data;
  }

  /** True for root on a machine that forbids user namespaces. */
  static boolean isNeeded() throws IOException {
    return "root".equals(System.getProperty("user.name")) && run(List.of("unshare", "-U", "true")) != 0;
  }

  static PostgresAsNobody start(Path data, int port) throws IOException {
    var server = new PostgresAsNobody(unpackedBinaries(), data);
    Files.createDirectories(data);
    expect(run(List.of("chown", "-R", NOBODY + ":" + NOBODY, data.toString())), "chown");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      expect(server.asNobody("initdb", "-A", "trust", "-U", "postgres", "-D", data.toString(), "-E", "UTF-8"), "initdb");
    }
    if (server.asNobody("pg_ctl", "-D", data.toString(), "status") != 0) {
      expect(server.asNobody("pg_ctl", "-D", data.toString(), "-w", "-l", data.resolve("server.log").toString(),
          "-o", "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=60", "start"), "pg_ctl start");
    }
    return server;
  }

  @Override
  public void close() throws IOException {
    expect(asNobody("pg_ctl", "-D", data.toString(), "-w", "-m", "fast", "stop"), "pg_ctl stop");
  }

  private int asNobody(String program, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
        binaries.resolve("bin").resolve(program).toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** The library unpacks before it tries initdb, which fails here; what it unpacked is good. */
  private static Path unpackedBinaries() throws IOException {
    var probe = Files.createTempDirectory("caunoi-pg");
    try (var ignored = EmbeddedPostgres.builder().setDataDirectory(probe.resolve("data")).setRegisterShutdownHook(false).start()) {
      throw new IOException("user namespaces are allowed after all");
    } catch (IllegalStateException | IOException expected) {
      var root = Path.of(System.getProperty("ot.epg.working-dir", System.getProperty("java.io.tmpdir") + "/embedded-pg"));
      try (var found = Files.list(root)) {
        var folder = found.filter(path -> Files.isExecutable(path.resolve("bin/initdb"))).findFirst()
            .orElseThrow(() -> new IOException("PostgreSQL was not unpacked below " + root, expected));
        expect(run(List.of("chmod", "-R", "go+rX", root.toString())), "chmod");
        return folder;
      }
    }
  }

  private static int run(List<String> command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command.getFirst() + " did not end within " + LIMIT_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void expect(int exit, String step) throws IOException {
    if (exit != 0) {
      throw new IOException(step + " ended with " + exit);
    }
  }
}
