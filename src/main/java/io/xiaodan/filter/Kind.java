package io.xiaodan.filter;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AddressType;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.RegionType;
import io.xiaodan.form.type.RichTextType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.form.type.TimeType;
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
  PERSON("eq", "ne", "in", "not_in", "team", "not_team", "works_in", "not_works_in"),
  DEPARTMENT("eq", "ne", "in", "not_in", "within", "not_within"),
  REGION("eq", "ne", "in", "not_in", "within", "not_within"),
  CASCADER("eq", "ne", "in", "not_in", "within", "not_within"),
  ADDRESS(
      "eq",
      "ne",
      "contains",
      "not_contains",
      "starts",
      "not_starts",
      "contains_any",
      "within",
      "not_within"),
  TIME("eq", "ne", "lt", "le", "gt", "ge", "between", "in", "not_in"),
  RICH("contains", "not_contains", "contains_any"),
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
    return switch (field.type()) {
      case PersonType _ -> PERSON;
      case DepartmentType _ -> DEPARTMENT;
      case SelectType _ -> CHOICE;
      case RegionType _ -> REGION;
      case CascaderType _ -> CASCADER;
      case AddressType _ -> ADDRESS;
      case TimeType _ -> TIME;
      case RichTextType _ -> RICH;
      case AttachmentType _ -> FILES;
      default -> of(field.type().valueType());
    };
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
