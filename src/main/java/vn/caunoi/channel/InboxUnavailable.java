package vn.caunoi.channel;

/** The inbox cannot take more right now: HTTP 503. Nothing was stored. */
public class InboxUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InboxUnavailable(String message) {
    super(message);
  }
}
