package vn.caunoi.platform;

/** The record's state does not allow this, or somebody else changed it first: HTTP 409. The message is a Vietnamese sentence for people. */
public class Conflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Conflict(String message) {
    super(message);
  }
}
