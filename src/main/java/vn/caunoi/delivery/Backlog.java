package vn.caunoi.delivery;

/** What waits to leave by one account: {@code due} should have left already, {@code planned} is all of it. */
public record Backlog(long due, long planned) {
  public static final Backlog NONE = new Backlog(0, 0);
}
