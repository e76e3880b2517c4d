package vn.caunoi.channel;

/** One thing that must be right before an account can be used, as it was found just now. All texts are Vietnamese, for an administrator. */
public record AccountCheck(Step step, Result result) {

  /** In the order in which they are looked at. */
  public enum Step {
    TOKEN("Mã bot (token)"), ELSEWHERE("Bot không bận ở nơi khác"), KEYS("Mã ứng dụng và mã OA"), WEBHOOK("Địa chỉ webhook"),
    SIGN_IN("Mã truy cập của OA"), ACCOUNT("Thông tin OA"), RECEIVING("Nhận tin"), EVENT("Tin thử");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** What was found. */
  public sealed interface Result {}

  public record Passed(String found) implements Result {}

  /** {@code remedy} says what to do. Nothing that was handed in is lost. */
  public record Failed(String found, String remedy) implements Result {}

  /** Somebody has to do something outside the console; it is seen by itself when done. */
  public record Waiting(String remedy) implements Result {}

  /** Only the administrator can decide, for instance to take a bot away from where it works now. */
  public record Undecided(String found, String question) implements Result {}

  /** Nothing can be said before an earlier one is passed. */
  public record NotYet() implements Result {}

  public static AccountCheck passed(Step step, String found) {
    return new AccountCheck(step, new Passed(found));
  }

  public static AccountCheck failed(Step step, String found, String remedy) {
    return new AccountCheck(step, new Failed(found, remedy));
  }

  public static AccountCheck waiting(Step step, String remedy) {
    return new AccountCheck(step, new Waiting(remedy));
  }

  public static AccountCheck notYet(Step step) {
    return new AccountCheck(step, new NotYet());
  }

  public boolean isPassed() {
    return result instanceof Passed;
  }
}
