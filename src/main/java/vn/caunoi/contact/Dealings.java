package vn.caunoi.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Barrier;

/**
 * What is known of the dealings between one address and us, times kept to the hour. {@code lastInAt}: it last did something that opens the
 * reply window. {@code followedAt}: it began to follow; alone, that allows {@link ReplyWindow#WELCOMES} messages, of which
 * {@code welcomesUsed} have left. {@code refusal}: the network refused at {@code refusedAt} what seemed possible.
 */
public record Dealings(@Nullable Instant lastInAt, @Nullable Instant followedAt, int welcomesUsed, @Nullable Barrier refusal,
    @Nullable Instant refusedAt) {

  /** Only the last interaction is known. */
  public static Dealings lastIn(@Nullable Instant at) {
    return new Dealings(at, null, 0, null, null);
  }

  /** Follows since {@code at}, and never did anything else. */
  public static Dealings followed(Instant at, int welcomesUsed) {
    return new Dealings(null, at, welcomesUsed, null, null);
  }
}
