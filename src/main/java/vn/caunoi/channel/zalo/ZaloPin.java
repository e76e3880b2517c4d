package vn.caunoi.channel.zalo;

/** What one OA has taught us: which of the two endpoints takes its messages, and whether they may have buttons. */
record ZaloPin(Endpoint endpoint, boolean buttons) {

  enum Endpoint {
    V2("/v2.0/oa/message"), V3("/v3.0/oa/message/cs");

    final String path;

    Endpoint(String path) {
      this.path = path;
    }
  }

  /** {@code getoa} says 2 for an enterprise and 4 for a state agency; v3 was closed to the latter (-235), v2 to the former (-240). */
  static ZaloPin ofType(String oaType) {
    return new ZaloPin(oaType.equals("4") ? Endpoint.V2 : Endpoint.V3, true);
  }

  ZaloPin on(Endpoint other) {
    return new ZaloPin(other, buttons);
  }

  ZaloPin withoutButtons() {
    return new ZaloPin(endpoint, false);
  }
}
