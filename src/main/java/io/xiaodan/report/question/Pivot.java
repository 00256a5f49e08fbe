package io.xiaodan.report.question;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which dimensions stand down and across, and which totals are wanted.
 *
 * @param subtotals for every shorter list of the rows
 * @param totals over all rows, and over all columns
 */
public record Pivot(List<String> rows, List<String> columns, boolean subtotals, boolean totals) {

  public Pivot {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  /** The dimensions that each total keeps, the longest list first. */
  public List<List<String>> kept() {
    Set<List<String>> kept = new LinkedHashSet<>();
    List<String> all = joined(rows, columns);
    for (int length = rows.size(); length >= 0; length--) {
      boolean whole = length == rows.size();
      if (!whole && (length == 0 ? !totals : !subtotals)) {
        continue;
      }
      List<String> some = rows.subList(0, length);
      kept.add(joined(some, columns));
      if (totals && !columns.isEmpty()) {
        kept.add(joined(some, List.of()));
      }
    }
    kept.remove(all);
    return List.copyOf(kept);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> joined = new ArrayList<>(some);
    joined.addAll(more);
    return List.copyOf(joined);
  }
}
