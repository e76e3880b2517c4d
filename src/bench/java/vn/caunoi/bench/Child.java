package vn.caunoi.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process of ours that says what it has to say in lines {@code name=value}. It ends with this one. */
final class Child implements AutoCloseable {
  private final Process process;
  private final Map<String, String> said = new ConcurrentHashMap<>();
  private final Thread listening;

  private Child(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    this.listening = Thread.ofPlatform().daemon().start(this::listen);
  }

  /** Runs a main class of this class path. */
  static Child of(Path errors, Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(java(), "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
        "-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Child(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())).start());
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static Map<String, String> values(String... lines) {
    return Arrays.stream(lines).filter(line -> line.contains("="))
        .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1), (a, b) -> b));
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said.put("last", line);
        said.putAll(values(line));
      }
    } catch (IOException e) {
      said.put("last", "unreadable: " + e);
    }
  }

  /** What it said last under this name; waits until it has said anything. */
  String say(String name) throws InterruptedException {
    for (int i = 0; i < 600 && !said.containsKey(name); i++) {
      if (!process.isAlive() && i > 20) {
        break;
      }
      Thread.sleep(100);
    }
    var value = said.get(name);
    if (value == null) {
      throw new IllegalStateException("process " + process.pid() + " said nothing about " + name);
    }
    return value;
  }

  long number(String name) {
    return Long.parseLong(said.getOrDefault(name, "0"));
  }

  double figure(String name) {
    return Double.parseDouble(said.getOrDefault(name, "NaN"));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has ended by itself and everything it said is known. */
  Child ended(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      close();
      throw new IllegalStateException("a process did not end within " + seconds + " s");
    }
    listening.join();
    return this;
  }

  /** Peak of its resident memory in MB. */
  static long peakMemory(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
