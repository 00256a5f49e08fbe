package io.xiaodan.exchange;

import java.util.Arrays;

/** A set of numbers in 8 to 16 bytes each; grows, forgets nothing. */
final class LongSet {

  private long[] slots = new long[1 << 12];
  private int size;
  private boolean hasZero;

  /** Adds a number; whether it was not there. */
  boolean add(long value) {
    if (value == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    int at = slot(slots, value);
    if (slots[at] == value) {
      return false;
    }
    slots[at] = value;
    if (++size * 4L > slots.length * 3L) {
      grow();
    }
    return true;
  }

  boolean contains(long value) {
    return value == 0 ? hasZero : slots[slot(slots, value)] == value;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots)
        .filter(value -> value != 0)
        .forEach(value -> larger[slot(larger, value)] = value);
    slots = larger;
  }

  private static int slot(long[] slots, long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & (slots.length - 1);
    while (slots[at] != 0 && slots[at] != value) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }
}
