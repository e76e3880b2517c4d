package vn.caunoi.platform;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * New row ids: UUID version 7 (RFC 9562), so that rows written together lie together in an index and ids sort by time of creation,
 * to the millisecond.
 */
@Component
public class Ids {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Ids(Clock clock) {
    this.clock = clock;
  }

  /** A new id, later than any made in an earlier millisecond. */
  public UUID next() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var tail = ByteBuffer.wrap(bytes);
    long high = (clock.millis() << 16) | 0x7000 | (tail.getLong(0) & 0x0FFF);
    long low = 0x8000_0000_0000_0000L | (tail.getLong(8) & 0x3FFF_FFFF_FFFF_FFFFL);
    return new UUID(high, low);
  }
}
