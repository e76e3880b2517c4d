package vn.caunoi.flow;

/** Something wrong in a file of {@code bot-flows/}, in one line of Vietnamese: where and why, and where it helps what to do. */
record FlowProblem(String file, int line, String reason) {
  @Override
  public String toString() {
    return "%s, dòng %d: %s".formatted(file, line, reason);
  }
}
