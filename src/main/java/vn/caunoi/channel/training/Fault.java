package vn.caunoi.channel.training;

import java.util.function.Consumer;

/** Something that goes wrong on a network when a trainee wants it to. */
public final class Fault {
  private final String key;
  private final String label;
  private final String lesson;
  private final boolean lasting;
  private final Consumer<Boolean> effect;
  private volatile boolean on;

  private Fault(String key, String label, String lesson, boolean lasting, Consumer<Boolean> effect) {
    this.key = key;
    this.label = label;
    this.lesson = lesson;
    this.lasting = lasting;
    this.effect = effect;
  }

  /** Holds until it is turned off. */
  static Fault lasting(String key, String label, String lesson, Consumer<Boolean> effect) {
    return new Fault(key, label, lesson, true, effect);
  }

  /** Happens once: to the next message, or at once. */
  static Fault once(String key, String label, String lesson, Runnable effect) {
    return new Fault(key, label, lesson, false, on -> effect.run());
  }

  /** Part of the page's addresses. */
  public String key() {
    return key;
  }

  public String label() {
    return label;
  }

  /** What one can see the service do about it. */
  public String lesson() {
    return lesson;
  }

  public boolean isLasting() {
    return lasting;
  }

  public boolean isOn() {
    return on;
  }

  void turn(boolean wanted) {
    on = lasting && wanted;
    if (lasting || wanted) {
      effect.accept(wanted);
    }
  }
}
