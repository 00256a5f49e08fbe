package io.xiaodan.ledger;

import io.xiaodan.platform.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a comparison has found so far. */
final class Found {

  private static final int EXAMPLES = 5;

  private final List<Invariant.Example> examples = new ArrayList<>();
  private long compared;
  private long offenders;

  /**
   * @param example asked for only where something is wrong
   */
  void add(boolean right, Supplier<Invariant.Example> example) {
    compared++;
    if (!right) {
      offenders++;
      if (examples.size() < EXAMPLES) {
        examples.add(example.get());
      }
    }
  }

  long compared() {
    return compared;
  }

  long offenders() {
    return offenders;
  }

  List<Invariant.Example> examples() {
    return List.copyOf(examples);
  }
}
