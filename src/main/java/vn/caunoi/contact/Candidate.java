package vn.caunoi.contact;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of an audience, with every address they have (blocked ones too, so that a planner can say why somebody is not reached). Never
 * empty of addresses.
 */
public record Candidate(UUID contactId, @Nullable UUID groupId, boolean household, List<ReachableAddress> addresses) {
  public Candidate {
    addresses = List.copyOf(addresses);
  }
}
