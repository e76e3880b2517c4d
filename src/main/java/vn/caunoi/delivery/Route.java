package vn.caunoi.delivery;

/** The road one delivery takes. */
public enum Route {
  ZALO_WINDOW("Zalo riêng"), ZALO_TEMPLATE("Zalo mẫu đã duyệt"), ZALO_GROUP("Zalo nhóm"), TELEGRAM("Telegram"), WEB("Web"), NONE("Không tới được");

  private final String label;

  Route(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
