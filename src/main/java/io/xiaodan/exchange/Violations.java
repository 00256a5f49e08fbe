package io.xiaodan.exchange;

import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is wrong with a record, put together from those who found it. */
final class Violations {

  private Violations() {}

  /** All of both, but of a cell that could not be read nothing else. */
  static List<Violation> merged(List<Violation> cells, List<Violation> others) {
    List<Violation> all = new ArrayList<>(cells);
    for (Violation other : others) {
      if (cells.stream().noneMatch(cell -> isSamePlace(cell, other))) {
        all.add(other);
      }
    }
    return all;
  }

  private static boolean isSamePlace(Violation one, Violation other) {
    return Objects.equals(one.field(), other.field())
        && Objects.equals(one.row(), other.row())
        && Objects.equals(one.column(), other.column());
  }
}
