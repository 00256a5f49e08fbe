package io.xiaodan.report.query;

import io.xiaodan.report.question.Outcome;
import java.util.List;

/**
 * Adds the formulas over the answer's columns, one after the other, so that a later one may read an
 * earlier one.
 *
 * @param afterWindows whether those are meant that read a window
 */
record WorkOut(boolean afterWindows) implements Step {

  @Override
  public Query apply(Query query) {
    Query worked = query;
    List<Outcome> outcomes = query.question().outcomes();
    for (Outcome outcome : outcomes) {
      if (outcome.afterWindows() == afterWindows) {
        worked = AddColumns.to(worked, List.of(Summarise.named(worked.value(outcome.formula()), outcome.key())));
      }
    }
    return worked;
  }
}
