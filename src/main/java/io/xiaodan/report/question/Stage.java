package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One gathering of rows: filter, then group, then measure.
 *
 * @param filter which rows count; null for all
 * @param dimensions what they are grouped by; none for one group of everything
 */
public record Stage(@Nullable Formula filter, List<Dimension> dimensions, List<Measure> measures) {

  public Stage {
    dimensions = List.copyOf(dimensions);
    measures = List.copyOf(measures);
  }
}
