package io.xiaodan.report;

import io.xiaodan.report.query.Asking;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Outcome;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Shape;
import io.xiaodan.report.question.Top;
import io.xiaodan.report.question.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes groups as an answer in the reader's language. */
@Component
class AnswerWriter {

  private final AnswerCells cells;

  AnswerWriter(AnswerCells cells) {
    this.cells = cells;
  }

  /**
   * @param took milliseconds until the groups were there
   */
  Answer write(
      Question question,
      Groups groups,
      List<Answer.Total> totals,
      Asking asking,
      Instant asOf,
      long took) {
    List<List<@Nullable Object>> rows = rows(question, groups, asking);
    return new Answer(
        AnswerColumn.of(question, asking.actor().language()),
        rows,
        groups.total(),
        groups.total() > rows.size(),
        totals,
        groups.read().longValue(),
        asOf,
        took,
        cut(question, groups),
        parameters(asking));
  }

  Answer.Total total(Question question, Groups groups, Asking asking) {
    List<List<@Nullable Object>> rows = rows(question, groups, asking);
    return new Answer.Total(
        question.last().dimensions().stream().map(Dimension::key).toList(),
        question.columns(),
        rows,
        groups.total(),
        groups.total() > rows.size());
  }

  private List<List<@Nullable Object>> rows(Question question, Groups groups, Asking asking) {
    List<Shape> shapes = shapes(question);
    List<List<@Nullable Object>> rows = cells.write(shapes, groups.rows(), asking);
    int hidden = shapes.size();
    for (int i = 0; i < question.last().dimensions().size(); i++) {
      if (question.last().dimensions().get(i).top() != null) {
        for (int row = 0; row < rows.size(); row++) {
          List<@Nullable Object> all = groups.rows().get(row);
          if (Boolean.TRUE.equals(all.get(hidden))) {
            rows.get(row).set(i, new Answer.Others(number(all.get(hidden + 1))));
          }
        }
        hidden += 2;
      }
    }
    return rows;
  }

  private static List<Shape> shapes(Question question) {
    return Stream.of(
            question.last().dimensions().stream().map(Dimension::shape),
            question.last().measures().stream().map(Measure::shape),
            question.outcomes().stream().map(Outcome::shape),
            question.windows().stream().map(Window::shape))
        .flatMap(shapes -> shapes)
        .toList();
  }

  /** Of a dimension whose rest is left out every row tells how many values that are. */
  private static List<Answer.LeftOut> cut(Question question, Groups groups) {
    List<Answer.LeftOut> cut = new ArrayList<>();
    int hidden = question.columns().size();
    for (Dimension dimension : question.last().dimensions()) {
      Top top = dimension.top();
      if (top != null) {
        int column = hidden + 1;
        long values =
            top.others()
                ? 0
                : groups.rows().stream().mapToLong(row -> number(row.get(column))).max().orElse(0);
        if (values > 0) {
          cut.add(new Answer.LeftOut(dimension.key(), values));
        }
        hidden += 2;
      }
    }
    return cut;
  }

  private static long number(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.longValue() : 0;
  }

  private static Map<String, Object> parameters(Asking asking) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    asking.given().parameters().forEach((key, value) -> {
      if (value != null) {
        parameters.put(key, value instanceof Boolean ? value : value.toString());
      }
    });
    return parameters;
  }
}
