package io.xiaodan.record;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number about many records.
 *
 * @param field the field it is about
 * @param function how its values become one
 */
public record Total(String field, Function function) {

  /** Most totals of one question. */
  public static final int MOST = 40;

  private static final int AVERAGE_SCALE = 10;

  /** How the values of a field become one. */
  public enum Function {
    SUM,
    AVERAGE,
    MINIMUM,
    MAXIMUM,
    FILLED,
    EMPTY,
    DISTINCT;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The word in the API. */
    public String key() {
      return key;
    }

    /**
     * Reads the word.
     *
     * @throws io.xiaodan.kernel.ProblemException malformed
     */
    public static Function of(String word) {
      for (Function function : values()) {
        if (function.key.equals(word)) {
          return function;
        }
      }
      throw Problem.of(ProblemKind.MALFORMED, "record.total", "field", word).exception();
    }
  }

  /** The totals as columns {@code total_0}, {@code total_1} of a grouped statement. */
  static String columns(List<Total> totals, CountedField.Ground ground) {
    if (totals.size() > MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.totals", "maximum", MOST).exception();
    }
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < totals.size(); i++) {
      Total total = totals.get(i);
      columns.append(", ").append(total.column(total.read(ground))).append(" AS total_");
      columns.append(i);
    }
    return columns.toString();
  }

  /** The field, which must be seen in every row and be of a type that has this total. */
  private CountedField read(CountedField.Ground ground) {
    CountedField known = CountedField.find(field, ground);
    if (known == null || !fits(known.field())) {
      throw Problem.of(ProblemKind.MALFORMED, "record.total", "field", field).exception();
    }
    return known;
  }

  private boolean fits(FormField known) {
    ValueType type = known.type().valueType();
    return switch (function) {
      case SUM, AVERAGE -> type == ValueType.NUMBER;
      case MINIMUM, MAXIMUM ->
          type == ValueType.NUMBER || type == ValueType.DATE || type == ValueType.DATETIME;
      case FILLED, EMPTY, DISTINCT -> true;
    };
  }

  private String column(CountedField known) {
    String column = known.column();
    return switch (function) {
      case SUM -> "COALESCE(sum(" + column + "), 0)";
      case AVERAGE -> "avg(" + column + ")";
      case MINIMUM -> "min(" + column + ")";
      case MAXIMUM -> "max(" + column + ")";
      case FILLED -> "count(" + column + ")";
      case EMPTY -> "count(*) - count(" + column + ")";
      case DISTINCT -> "count(DISTINCT " + column + ")";
    };
  }

  /** The answers of one row, in their order, as the API shows them. */
  static List<Map<String, @Nullable Object>> read(
      List<Total> totals, CountedField.Ground ground, ResultSet row) throws SQLException {
    List<Map<String, @Nullable Object>> answers = new ArrayList<>();
    for (Total total : totals) {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("field", total.field);
      answer.put("function", total.function.key);
      answer.put("value", total.value(ground, row.getObject("total_" + answers.size())));
      answers.add(answer);
    }
    return answers;
  }

  private @Nullable Object value(CountedField.Ground ground, @Nullable Object column) {
    if (column == null) {
      return null;
    }
    FormField known = read(ground).field();
    return switch (function) {
      case SUM -> ((BigDecimal) column).toPlainString();
      case AVERAGE -> average((BigDecimal) column);
      case MINIMUM, MAXIMUM -> known.type().toJson(known.type().fromColumn(column));
      case FILLED, EMPTY, DISTINCT -> column;
    };
  }

  private static String average(BigDecimal exact) {
    BigDecimal shown = exact.setScale(AVERAGE_SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
    return shown.scale() < 0 ? shown.setScale(0).toPlainString() : shown.toPlainString();
  }
}
