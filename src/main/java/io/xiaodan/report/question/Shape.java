package io.xiaodan.report.question;

import io.xiaodan.expression.ValueType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the values of a column are, and how a reader shows them. */
public sealed interface Shape {

  /** A whole number, as counting gives. */
  Shape COUNT = new Number("number", 0, null);

  /** A number of which nothing else is known. */
  Shape NUMBER = new Number("number", null, null);

  /** Text, a boolean, a date or a moment. */
  record Plain(ValueType type) implements Shape {}

  /**
   * An exact number.
   *
   * @param type number, money or percent
   * @param scale decimal places it is kept with; null when unknown
   */
  record Number(String type, @Nullable Integer scale, @Nullable String unit) implements Shape {}

  /**
   * The key of an option.
   *
   * @param options the options as they stand in the field's document
   */
  record Option(JsonNode options) implements Shape {}

  /** A record of a form, by its id. */
  record Reference(String form) implements Shape {}

  /** A region of China, by its code; shown by its name. */
  record Region() implements Shape {}

  /** A person, by id. */
  record Person() implements Shape {}

  /** A department, by id. */
  record Department() implements Shape {}

  /** What the type of a formula tells when nothing more is known. */
  static Shape of(ValueType type) {
    if (type == ValueType.NUMBER) {
      return NUMBER;
    }
    return type instanceof ValueType.RecordOf record
        ? new Reference(record.form())
        : new Plain(type);
  }

  /** Whether the column holds ids. */
  default boolean isId() {
    return this instanceof Reference || this instanceof Person || this instanceof Department;
  }
}
