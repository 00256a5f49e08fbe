package io.xiaodan.bench;

import java.util.Arrays;
import java.util.List;

/** How long each operation took, in nanoseconds. */
final class Latencies {

  private long[] values = new long[4096];
  private int count;
  private boolean sorted;

  void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = nanos;
    sorted = false;
  }

  static Latencies merged(List<Latencies> parts) {
    Latencies all = new Latencies();
    for (Latencies part : parts) {
      for (int i = 0; i < part.count; i++) {
        all.add(part.values[i]);
      }
    }
    return all;
  }

  int count() {
    return count;
  }

  /** Milliseconds within which the given part of all was done; 0 when nothing was. */
  double millis(double part) {
    if (count == 0) {
      return 0;
    }
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    return values[(int) Math.min(count - 1L, Math.round(part * (count - 1)))] / 1e6;
  }
}
