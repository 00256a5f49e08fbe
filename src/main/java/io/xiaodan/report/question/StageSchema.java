package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the formulas of a later stage see: the columns of the one before. */
final class StageSchema implements Schema {

  private static final Schema NOTHING = name -> Optional.empty();

  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, Label> labels = new LinkedHashMap<>();

  StageSchema(Stage stage) {
    for (Dimension dimension : stage.dimensions()) {
      put(dimension.key(), type(dimension), dimension.shape(), dimension.label());
    }
    for (Measure measure : stage.measures()) {
      put(measure.key(), type(measure), measure.shape(), measure.label());
    }
  }

  /** One column more. */
  void put(String key, ValueType type, Shape shape, Label label) {
    types.put(key, type);
    shapes.put(key, shape);
    labels.put(key, label);
  }

  /** A record is known by its id; its fields are out of reach after grouping. */
  private static ValueType type(Dimension dimension) {
    ValueType type = dimension.type();
    return type instanceof ValueType.RecordOf record
        ? new ValueType.RecordOf(record.form(), NOTHING)
        : type == ValueType.EMPTY ? ValueType.TEXT : type;
  }

  private static ValueType type(Measure measure) {
    Formula formula = measure.formula();
    return switch (measure.aggregate()) {
      case COUNT, COUNT_DISTINCT, SUM, AVERAGE, MEDIAN, PERCENTILE -> ValueType.NUMBER;
      case MINIMUM, MAXIMUM -> formula == null ? ValueType.NUMBER : formula.type();
    };
  }

  @Override
  public Optional<ValueType> typeOf(String name) {
    return Optional.ofNullable(types.get(name));
  }

  Map<String, Shape> shapes() {
    return shapes;
  }

  Map<String, Label> labels() {
    return labels;
  }
}
