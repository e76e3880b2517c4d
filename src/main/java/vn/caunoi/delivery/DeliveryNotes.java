package vn.caunoi.delivery;

import java.util.Map;

/**
 * What the states of a campaign do not tell: how many of the skipped read the post in their group instead, and for what reasons planned
 * ones wait, by the sender's short word, with how many.
 */
public record DeliveryNotes(long readInGroup, Map<String, Long> waiting) {
  public DeliveryNotes {
    waiting = Map.copyOf(waiting);
  }
}
