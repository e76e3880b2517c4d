package vn.caunoi.channel;

/** What stands between us and an address that a network refused, until the address acts again. */
public enum Barrier {
  /** Nothing reaches it: it left, blocks us, or is gone. */
  ADDRESS,
  /** It has not done anything for too long; an approved template may still pass. */
  WINDOW,
  /** It restricts this kind of message; another kind may still pass. */
  KIND,
  /** It has had its share of today. */
  DAY
}
