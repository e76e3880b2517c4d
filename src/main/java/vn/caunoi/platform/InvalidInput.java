package vn.caunoi.platform;

/**
 * What was given cannot be used: HTTP 400. {@code field} names the property or form field; the message is a Vietnamese sentence for
 * people that never repeats private text.
 */
public class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String field;

  public InvalidInput(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
