package vn.caunoi.channel.simulated;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Runs the Telegram twin in a process of its own, for the benchmark: {@code <port> [messages per second, 0 without limits]}. */
public final class TelegramTwinProcess {
  private TelegramTwinProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    var twin = new TelegramTwin(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0, Clock.systemUTC());
    twin.knowEverybody();
    twin.limit(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0);
    twin.start();
    System.out.println(twin.address());
    new CountDownLatch(1).await();
  }
}
