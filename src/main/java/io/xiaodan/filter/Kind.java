package io.xiaodan.filter;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.SelectType;
import java.util.Set;

/**
 * What a field is to a filter, which decides the operators it takes.
 *
 * @see Operators
 */
enum Kind {
  TEXT(
      "eq",
      "ne",
      "contains",
      "not_contains",
      "starts",
      "not_starts",
      "in",
      "not_in",
      "contains_any"),
  NUMBER("eq", "ne", "lt", "le", "gt", "ge", "between", "in", "not_in"),
  DATE("eq", "ne", "lt", "le", "gt", "ge", "between", "within"),
  MOMENT("eq", "ne", "lt", "le", "gt", "ge", "between", "within"),
  TRUTH("eq", "ne"),
  CHOICE("eq", "ne", "in", "not_in"),
  CHOICES("has", "has_any", "has_all", "has_none"),
  REFERENCE("eq", "ne", "in", "not_in", "contains", "not_contains", "starts"),
  PERSON("eq", "ne", "in", "not_in"),
  FILES(),
  LINES("any");

  private final Set<String> operators;

  Kind(String... operators) {
    this.operators = Set.of(operators);
  }

  boolean takes(String operator) {
    return operator.equals("empty") || operator.equals("filled") || operators.contains(operator);
  }

  static Kind of(FormField field) {
    if (field.type() instanceof PersonType) {
      return PERSON;
    }
    if (field.type() instanceof SelectType) {
      return CHOICE;
    }
    return field.type() instanceof AttachmentType ? FILES : of(field.type().valueType());
  }

  static Kind of(ValueType type) {
    return switch (type) {
      case ValueType.Scalar scalar ->
          switch (scalar) {
            case TEXT, EMPTY -> TEXT;
            case NUMBER -> NUMBER;
            case BOOLEAN -> TRUTH;
            case DATE -> DATE;
            case DATETIME -> MOMENT;
          };
      case ValueType.RecordOf _ -> REFERENCE;
      case ValueType.ListOf _ -> CHOICES;
    };
  }
}
