package vn.caunoi.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service, a process of its own with its database in a folder of its own. */
final class Service implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(180);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Process process;
  private final int port;
  private final double secondsToHealthy;
  private long peak;

  private Service(Process process, int port, long begun) throws IOException, InterruptedException {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    while (!healthy()) {
      if (!process.isAlive() || System.nanoTime() - begun > START.toNanos()) {
        throw new IllegalStateException("the service does not become healthy, see service.log");
      }
      Thread.sleep(20);
    }
    this.secondsToHealthy = (System.nanoTime() - begun) / 1e9;
  }

  /** Starts a jar with the settings given and waits until it is healthy. */
  static Service start(Path log, Map<String, String> settings, int port, List<String> flags, Path jar)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Child.java());
    command.addAll(flags);
    command.addAll(List.of("-Xms192m", "-Xmx384m", "--enable-native-access=ALL-UNNAMED", "-jar", jar.getFileName().toString()));
    var builder = new ProcessBuilder(command).directory(jar.getParent().toFile()).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    builder.environment().put("SERVER_PORT", String.valueOf(port));
    long begun = System.nanoTime();
    return new Service(builder.start(), port, begun);
  }

  double secondsToHealthy() {
    return secondsToHealthy;
  }

  /** Peak of its resident memory in MB, also after it has ended. */
  long peakMemory() {
    if (process.isAlive()) {
      peak = Math.max(peak, Child.peakMemory(process.pid()));
    }
    return peak;
  }

  /** A counter of the metrics page whose line begins so; 0 when there is none. */
  double counter(String line) throws IOException, InterruptedException {
    return get("/actuator/prometheus").lines().filter(l -> l.startsWith(line)).mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ')))).sum();
  }

  private boolean healthy() throws InterruptedException {
    try {
      return get("/actuator/health").contains("\"UP\"");
    } catch (IOException e) {
      return false;
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(5)).build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  /** As {@code kill -9}: its database goes on by itself. */
  void kill() throws InterruptedException {
    peakMemory();
    process.destroyForcibly().waitFor();
  }

  /** Stops it in good order. After a training run it writes its cache before it ends, which takes a while. */
  @Override
  public void close() {
    peakMemory();
    process.destroy();
    try {
      if (!process.waitFor(180, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
