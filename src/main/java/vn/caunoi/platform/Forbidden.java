package vn.caunoi.platform;

/** This person may not do this: HTTP 403. The message is a Vietnamese sentence for people. */
public class Forbidden extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Forbidden(String message) {
    super(message);
  }
}
