package vn.caunoi.channel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import vn.caunoi.platform.VietnamTime;

/**
 * What a message costs that a network bills, in đồng, by the date from which a price holds: one outside the free window, and one by an approved
 * template of which the network does not tell the price.
 */
public record MessagePrices(List<Price> billed, List<Price> template) {
  public record Price(LocalDate from, int vnd) {}

  public MessagePrices {
    billed = billed.stream().sorted(Comparator.comparing(Price::from)).toList();
    template = template.stream().sorted(Comparator.comparing(Price::from)).toList();
  }

  public MessagePrices(List<Price> billed) {
    this(billed, List.of());
  }

  /** One message outside the free window: the newest price that holds at {@code at}; before the first, the first; 0 without any. */
  public int billedVnd(Instant at) {
    return at(billed, at);
  }

  /** One message by template, likewise. */
  public int templateVnd(Instant at) {
    return at(template, at);
  }

  private static int at(List<Price> prices, Instant at) {
    var today = VietnamTime.dateOf(at);
    return prices.stream().filter(price -> !price.from().isAfter(today)).reduce((older, newer) -> newer)
        .or(() -> prices.stream().findFirst()).map(Price::vnd).orElse(0);
  }
}
