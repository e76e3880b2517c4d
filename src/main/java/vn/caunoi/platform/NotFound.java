package vn.caunoi.platform;

/** What was asked for does not exist, or not in this ward: HTTP 404. The message is a Vietnamese sentence for people. */
public class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotFound(String message) {
    super(message);
  }
}
