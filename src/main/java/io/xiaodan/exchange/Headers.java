package io.xiaodan.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of the columns of a sheet, made so that no two are the same and none is empty. */
final class Headers {

  private Headers() {}

  static List<String> of(List<? extends @Nullable String> cells) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String name =
          cell == null || cell.isBlank()
              ? "[" + letters(i) + "]"
              : cell.strip().replaceAll("\\s+", " ");
      String free = name;
      for (int n = 2; !names.add(free); n++) {
        free = name + " (" + n + ")";
      }
    }
    return new ArrayList<>(names);
  }

  /** What a spreadsheet calls a column. */
  static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }
}
