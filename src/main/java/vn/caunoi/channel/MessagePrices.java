package vn.caunoi.channel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import vn.caunoi.platform.VietnamTime;

/** What a message costs that a network bills, in đồng, by the date from which a price holds. */
public record MessagePrices(List<Price> billed) {
  public record Price(LocalDate from, int vnd) {}

  public MessagePrices {
    billed = billed.stream().sorted(Comparator.comparing(Price::from)).toList();
  }

  /** One message outside the free window: the newest price that holds at {@code at}; before the first, the first; 0 without any. */
  public int billedVnd(Instant at) {
    var today = VietnamTime.dateOf(at);
    return billed.stream().filter(price -> !price.from().isAfter(today)).reduce((older, newer) -> newer)
        .or(() -> billed.stream().findFirst()).map(Price::vnd).orElse(0);
  }
}
