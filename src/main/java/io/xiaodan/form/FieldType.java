package io.xiaodan.form;

import io.xiaodan.expression.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a field can hold. One class per type keeps together its options, its column, its check of
 * what comes in and its writing of what goes out.
 *
 * <p>Values in memory are those of the formula language ({@link io.xiaodan.expression.Values}),
 * except that a reference, person or attachment is a {@link java.util.UUID}.
 */
public interface FieldType {

  /** The name in documents, such as {@code money}. */
  String name();

  /** The PostgreSQL type of its column, such as {@code numeric}. */
  String column();

  /** What a formula sees. */
  ValueType valueType();

  /** Reads a value from JSON. JSON null and blank text are empty. */
  Coerced coerce(JsonNode json);

  /** Fits what a formula gave to the field: rounds to its scale, checks its limits. */
  Coerced fit(Object computed);

  /** The value as JSON-ready object: text, boolean, list or map. */
  default Object toJson(Object value) {
    return value.toString();
  }

  /** The value as PostgreSQL reads it from text with a cast to {@link #column()}. */
  default String toText(Object value) {
    return value.toString();
  }

  /** Reads the value from what the JDBC driver gives for the column. */
  Object fromColumn(Object column);

  /**
   * Reads a stored value from JSON: what PostgreSQL makes of the column, and what {@link #toJson}
   * left in an event. It is taken as it is, even where the field would refuse it today: an option
   * that has been removed, a text from before the field became shorter.
   */
  default @Nullable Object fromRowJson(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return null;
    }
    return switch (column()) {
      case "text" -> json.isValueNode() ? json.asString() : json.toString();
      case "uuid" -> IdText.read(json);
      case "text[]" -> json.valueStream().map(JsonNode::asString).toList();
      case "uuid[]" -> json.valueStream().map(IdText::read).filter(Objects::nonNull).toList();
      default -> coerce(json).value();
    };
  }

  /** What formulas see of a stored value: ids become text. */
  default Object toFormula(Object value) {
    return switch (value) {
      case UUID id -> id.toString();
      case List<?> list when !list.isEmpty() && list.getFirst() instanceof UUID ->
          list.stream().map(Object::toString).toList();
      default -> value;
    };
  }

  /**
   * What formulas see of the column, as SQL; the same as {@link #toFormula} of what it holds.
   *
   * @param column the column, qualified and quoted
   */
  default String formulaSql(String column) {
    return switch (column()) {
      case "uuid" -> column + "::text";
      case "uuid[]" -> column + "::text[]";
      default -> column;
    };
  }

  /** What a search for text finds of a value: what people read of it. */
  default String searchText(Object value) {
    return toText(value);
  }

  /** Whether a search for text looks into the field. */
  default boolean isSearchable() {
    return false;
  }
}
