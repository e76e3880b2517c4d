package vn.caunoi.channel.simulated;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The twin as a process of its own, for the benchmark: prints its address and how to sign in, one {@code name=value} a line, and then
 * {@code accepted} and {@code throttled} for every line it reads; it ends with its standard input.
 * <pre>java -cp … vn.caunoi.channel.simulated.ZaloTwinProcess [port=0] [webhook=URL] [per-minute=N] [receipts=false]</pre>
 * Windows are off: anybody may be written to. It names no package, so that the pace is the one that was set.
 */
public final class ZaloTwinProcess {
  private ZaloTwinProcess() {}

  public static void main(String[] arguments) {
    var options = List.of(arguments);
    var twin = new ZaloTwin(Clock.systemUTC(), Integer.parseInt(option(options, "port", "0")));
    var oa = twin.firstOa();
    oa.rules().keepsWindows(false).requestsPerMinute(Integer.parseInt(option(options, "per-minute", String.valueOf(Integer.MAX_VALUE))))
        .sendsReceipts(Boolean.parseBoolean(option(options, "receipts", "false")));
    oa.rules().onPackage("", Instant.now());
    twin.start();
    var webhook = option(options, "webhook", "");
    if (!webhook.isEmpty()) {
      oa.postsTo(URI.create(webhook));
    }
    System.out.println("address=" + twin.address());
    oa.credentials().forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println("ready");
    var input = new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
    while (input.hasNextLine()) {
      input.nextLine();
      System.out.println("accepted=" + oa.accepted() + " throttled=" + oa.throttled());
    }
    twin.stop();
  }

  private static String option(List<String> options, String name, String otherwise) {
    return options.stream().filter(option -> option.startsWith(name + "=")).map(option -> option.substring(name.length() + 1))
        .findFirst().orElse(otherwise);
  }
}
