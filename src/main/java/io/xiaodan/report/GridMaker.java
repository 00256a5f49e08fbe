package io.xiaodan.report;

import io.xiaodan.report.question.Pivot;
import io.xiaodan.report.question.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lays answers out in rows and columns; a pivot with its subtotals where people look for them. */
final class GridMaker {

  private static final String SPAN = " / ";

  private final Answer answer;
  private final CellTexts texts;
  private final List<String> keys;

  GridMaker(Answer answer, CellTexts texts) {
    this.answer = answer;
    this.texts = texts;
    this.keys = answer.columns().stream().map(AnswerColumn::key).toList();
  }

  /** The answer as its question lays it out. */
  static AnswerGrid grid(Answer answer, Question question, CellTexts texts) {
    GridMaker maker = new GridMaker(answer, texts);
    return question.pivot() == null ? maker.plain() : maker.pivot(question.pivot());
  }

  /** The answer row by row. */
  AnswerGrid plain() {
    List<AnswerGrid.Column> columns =
        answer.columns().stream()
            .map(column -> new AnswerGrid.Column(column.label(), isNumber(column), column))
            .toList();
    List<AnswerGrid.Row> rows = new ArrayList<>();
    for (List<@Nullable Object> row : answer.rows()) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        cells.add(texts.of(answer.columns().get(i), row.get(i)));
      }
      rows.add(new AnswerGrid.Row(cells, false));
    }
    return new AnswerGrid(columns, rows);
  }

  private static boolean isNumber(AnswerColumn column) {
    return Set.of("number", "money", "percent").contains(column.type());
  }

  /** The answer with dimensions down and across. */
  AnswerGrid pivot(Pivot pivot) {
    List<Integer> numbers =
        IntStream.range(0, keys.size())
            .filter(i -> !answer.columns().get(i).role().equals("dimension"))
            .boxed()
            .toList();
    Map<List<Object>, Map<List<Object>, List<@Nullable Object>>> cells = cells(pivot);
    List<List<Object>> across = across(pivot);
    List<AnswerGrid.Column> columns = new ArrayList<>();
    for (String key : pivot.rows()) {
      columns.add(new AnswerGrid.Column(column(key).label(), false, column(key)));
    }
    for (List<Object> combination : across) {
      for (int number : numbers) {
        AnswerColumn source = answer.columns().get(number);
        columns.add(new AnswerGrid.Column(head(pivot, combination, source), true, source));
      }
    }
    List<AnswerGrid.Row> rows = new ArrayList<>();
    List<List<Object>> down = new ArrayList<>(new LinkedHashSet<>(down(pivot)));
    write(pivot, down, List.of(), cells, across, numbers, rows);
    return new AnswerGrid(columns, rows);
  }

  private AnswerColumn column(String key) {
    return answer.columns().get(keys.indexOf(key));
  }

  private String head(Pivot pivot, List<Object> combination, AnswerColumn number) {
    if (pivot.columns().isEmpty()) {
      return number.label();
    }
    List<String> parts = new ArrayList<>();
    if (combination.isEmpty()) {
      parts.add(texts.text("report.total"));
    }
    for (int i = 0; i < combination.size(); i++) {
      parts.add(shown(pivot.columns().get(i), combination.get(i)));
    }
    parts.add(number.label());
    return String.join(SPAN, parts);
  }

  private String shown(String key, Object value) {
    Object shown = texts.of(column(key), value == EMPTY ? null : value);
    return shown == null ? texts.text("report.empty") : shown.toString();
  }

  /** Stands for an empty value among the parts of a key. */
  private static final Object EMPTY = "\u0000";

  private List<Object> part(List<String> from, List<@Nullable Object> row, List<String> wanted) {
    List<Object> part = new ArrayList<>();
    for (String key : wanted) {
      Object value = row.get(from.indexOf(key));
      part.add(value == null ? EMPTY : same(value));
    }
    return part;
  }

  /** What was gathered is one value, of however many it is. */
  private static Object same(Object value) {
    return value instanceof Answer.Others ? new Answer.Others(-1) : value;
  }

  private List<List<Object>> down(Pivot pivot) {
    List<List<Object>> down = new ArrayList<>();
    for (List<@Nullable Object> row : answer.rows()) {
      down.add(part(keys, row, pivot.rows()));
    }
    return down;
  }

  /** The combinations of values across, and the empty one for the total of each row. */
  private List<List<Object>> across(Pivot pivot) {
    Set<List<Object>> across = new LinkedHashSet<>();
    for (Answer.Total total : answer.totals()) {
      if (total.of().equals(pivot.columns())) {
        for (List<@Nullable Object> row : total.rows()) {
          across.add(part(total.columns(), row, pivot.columns()));
        }
      }
    }
    for (List<@Nullable Object> row : answer.rows()) {
      across.add(part(keys, row, pivot.columns()));
    }
    if (pivot.totals() && !pivot.columns().isEmpty()) {
      across.add(List.of());
    }
    return List.copyOf(across);
  }

  /** Every number there is, by what is down, then by what is across. */
  private Map<List<Object>, Map<List<Object>, List<@Nullable Object>>> cells(Pivot pivot) {
    Map<List<Object>, Map<List<Object>, List<@Nullable Object>>> cells = new LinkedHashMap<>();
    for (List<@Nullable Object> row : answer.rows()) {
      cells
          .computeIfAbsent(part(keys, row, pivot.rows()), key -> new LinkedHashMap<>())
          .put(part(keys, row, pivot.columns()), row);
    }
    for (Answer.Total total : answer.totals()) {
      List<String> down = pivot.rows().stream().filter(total.of()::contains).toList();
      List<String> across = pivot.columns().stream().filter(total.of()::contains).toList();
      for (List<@Nullable Object> row : total.rows()) {
        List<@Nullable Object> wide = new ArrayList<>();
        for (String key : keys) {
          int at = total.columns().indexOf(key);
          wide.add(at < 0 ? null : row.get(at));
        }
        List<Object> key = part(total.columns(), row, down);
        if (down.size() < pivot.rows().size()) {
          key.add(SUBTOTAL);
        }
        cells
            .computeIfAbsent(key, one -> new LinkedHashMap<>())
            .put(part(total.columns(), row, across), wide);
      }
    }
    return cells;
  }

  /** Marks what adds up everything below a part of the rows. */
  private static final Object SUBTOTAL = "\u0001";

  private void write(
      Pivot pivot,
      List<List<Object>> down,
      List<Object> prefix,
      Map<List<Object>, Map<List<Object>, List<@Nullable Object>>> cells,
      List<List<Object>> across,
      List<Integer> numbers,
      List<AnswerGrid.Row> rows) {
    if (prefix.size() == pivot.rows().size()) {
      rows.add(row(pivot, prefix, cells.get(prefix), across, numbers, false));
      return;
    }
    Set<Object> next = new LinkedHashSet<>();
    down.forEach(key -> next.add(key.get(prefix.size())));
    for (Object value : next) {
      List<Object> longer = new ArrayList<>(prefix);
      longer.add(value);
      List<List<Object>> inside =
          down.stream().filter(key -> key.get(prefix.size()).equals(value)).toList();
      write(pivot, inside, longer, cells, across, numbers, rows);
    }
    List<Object> key = new ArrayList<>(prefix);
    key.add(SUBTOTAL);
    if (cells.containsKey(key)) {
      rows.add(row(pivot, prefix, cells.get(key), across, numbers, true));
    }
  }

  private AnswerGrid.Row row(
      Pivot pivot,
      List<Object> down,
      @Nullable Map<List<Object>, List<@Nullable Object>> values,
      List<List<Object>> across,
      List<Integer> numbers,
      boolean total) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < pivot.rows().size(); i++) {
      if (i < down.size()) {
        Object value = down.get(i);
        cells.add(value == EMPTY ? null : texts.of(column(pivot.rows().get(i)), others(value)));
      } else {
        cells.add(i == down.size() && total ? texts.text("report.total") : null);
      }
    }
    for (List<Object> combination : across) {
      List<@Nullable Object> found = values == null ? null : values.get(combination);
      for (int number : numbers) {
        cells.add(found == null ? null : texts.of(answer.columns().get(number), found.get(number)));
      }
    }
    return new AnswerGrid.Row(cells, total);
  }

  private static Object others(Object value) {
    return Objects.equals(value, new Answer.Others(-1)) ? new Answer.Others(0) : value;
  }
}
