package io.xiaodan.exchange;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that was not imported, and why.
 *
 * @param target key of the form that refused it; empty when the line itself is wrong
 */
record RefusedLine(SourceLine line, String target, List<Reason> reasons) {

  /** One thing that is wrong. */
  record Reason(@Nullable String field, Message message) {}

  RefusedLine {
    reasons = List.copyOf(reasons);
  }

  static RefusedLine of(SourceLine line, String target, Message message) {
    return new RefusedLine(line, target, List.of(new Reason(null, message)));
  }

  /**
   * All lines of a record that was refused: those with something wrong say what, the others that
   * they belong to it.
   */
  static List<RefusedLine> all(List<SourceLine> lines, String target, Problem problem) {
    Map<Integer, List<Reason>> byLine = new LinkedHashMap<>();
    if (problem.violations().isEmpty()) {
      byLine.put(0, List.of(new Reason(null, problem.message())));
    }
    for (Violation violation : problem.violations()) {
      Integer row = violation.row();
      String field = violation.column() == null ? violation.field() : violation.column();
      byLine
          .computeIfAbsent(row == null || row >= lines.size() ? 0 : row, key -> new ArrayList<>())
          .add(new Reason(field, violation.message()));
    }
    long culprit = lines.get(byLine.keySet().iterator().next()).number();
    List<RefusedLine> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Reason> reasons = byLine.get(i);
      all.add(
          reasons == null
              ? of(lines.get(i), target, Message.of("exchange.same_record", "line", culprit))
              : new RefusedLine(lines.get(i), target, reasons));
    }
    return all;
  }
}
