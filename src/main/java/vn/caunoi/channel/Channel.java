package vn.caunoi.channel;

/** The networks we speak. */
public enum Channel {
  ZALO("Zalo"), TELEGRAM("Telegram"), WEB("Web");

  private final String label;

  Channel(String label) {
    this.label = label;
  }

  /** The name people know it by. */
  public String label() {
    return label;
  }
}
