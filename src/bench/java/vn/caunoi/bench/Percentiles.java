package vn.caunoi.bench;

import java.util.Arrays;

/** Times in nanoseconds, kept one by one. Not shared between threads. */
final class Percentiles {
  private long[] times = new long[1 << 14];
  private int size;

  void add(long nanos) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
    }
    times[size++] = nanos;
  }

  void addAll(Percentiles other) {
    for (int i = 0; i < other.size; i++) {
      add(other.times[i]);
    }
  }

  int size() {
    return size;
  }

  /** In milliseconds; {@code share} between 0 and 1. */
  double at(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    Arrays.sort(times, 0, size);
    return times[(int) Math.min(size - 1, Math.ceil(share * size))] / 1e6;
  }
}
