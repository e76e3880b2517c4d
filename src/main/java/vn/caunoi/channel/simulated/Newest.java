package vn.caunoi.channel.simulated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest of what is added, so many at most. */
final class Newest<T> {
  private final int most;
  private final Deque<T> kept = new ArrayDeque<>();

  Newest(int most) {
    this.most = most;
  }

  synchronized void add(T one) {
    if (kept.size() == most) {
      kept.removeFirst();
    }
    kept.addLast(one);
  }

  /** Oldest first. */
  synchronized List<T> all() {
    return List.copyOf(kept);
  }
}
