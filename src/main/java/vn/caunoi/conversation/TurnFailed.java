package vn.caunoi.conversation;

/** A claimed message could not be answered; its transaction is rolled back. */
class TurnFailed extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient OpenMessage message;

  TurnFailed(OpenMessage message, Throwable cause) {
    super(cause);
    this.message = message;
  }

  OpenMessage message() {
    return message;
  }
}
