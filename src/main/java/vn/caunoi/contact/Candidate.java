package vn.caunoi.contact;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of an audience, with every address they have (blocked ones too, so that a planner can say why somebody is not reached). Never
 * empty of addresses. {@code phone}: they agreed to be written at a number, which is not told here.
 */
public record Candidate(UUID contactId, @Nullable UUID groupId, boolean household, boolean phone, List<ReachableAddress> addresses) {
  public Candidate {
    addresses = List.copyOf(addresses);
  }

  /** Without a phone number. */
  public Candidate(UUID contactId, @Nullable UUID groupId, boolean household, List<ReachableAddress> addresses) {
    this(contactId, groupId, household, false, addresses);
  }
}
