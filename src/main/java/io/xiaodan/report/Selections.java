package io.xiaodan.report;

import io.xiaodan.expression.Path;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.report.query.Selection;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Parameter;
import io.xiaodan.report.question.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Clicks in the widgets of a dashboard, as far as they say something about a question. */
final class Selections {

  private Selections() {}

  static List<Selection> of(@Nullable Dashboard dashboard, Question question, Inquiry inquiry) {
    List<Selection> selections = new ArrayList<>();
    if (dashboard == null || inquiry.selections() == null) {
      return selections;
    }
    for (JsonNode click : inquiry.selections()) {
      String key = click.path("widget").asString("");
      Widget widget = dashboard.widgets().get(key);
      if (widget == null || widget.question() == null) {
        throw Problem.of(ProblemKind.MALFORMED, "report.no_widget", "key", key).exception();
      }
      if (!key.equals(inquiry.widget())) {
        add(click.path("at"), widget.question(), question, selections);
      }
    }
    return selections;
  }

  private static void add(
      JsonNode at, Question clicked, Question question, List<Selection> selections) {
    for (Map.Entry<String, JsonNode> value : at.properties()) {
      Dimension dimension =
          clicked.stages().getFirst().dimensions().stream()
              .filter(one -> one.key().equals(value.getKey()))
              .findFirst()
              .orElse(null);
      if (dimension == null || clicked.stages().size() > 1) {
        continue;
      }
      Selection selection = new Selection(clicked.source(), dimension, value.getValue());
      if (selection.reaches(question.source()) && isUnderstood(dimension, clicked)) {
        selections.add(selection);
      }
    }
  }

  /** Numbers from neighbours and parameters mean something in their own question only. */
  private static boolean isUnderstood(Dimension dimension, Question clicked) {
    return dimension.formula().dependencies().stream()
        .noneMatch(path ->
            path.startsWith(Path.of(Parameter.ROOT))
                || clicked.derivations().stream()
                    .anyMatch(one -> path.equals(Path.of(one.key()))));
  }
}
