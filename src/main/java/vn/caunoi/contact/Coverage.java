package vn.caunoi.contact;

import java.util.UUID;

/**
 * How far a residential group is connected. {@code reachable}: contacts who agreed to notices and have an address that is not blocked;
 * {@code households}: on the ward's books; {@code answering}: those of the reachable who answer for a household, each household once.
 */
public record Coverage(UUID groupId, String groupName, int households, int reachable, int answering) {
  /** Households reached in percent, at most 100; 0 for a group without households on the books. */
  public double percent() {
    return households == 0 ? 0 : Math.min(100, 100.0 * answering / households);
  }
}
