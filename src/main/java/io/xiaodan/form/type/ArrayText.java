package io.xiaodan.form.type;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL arrays: their text for a bind, and their reading. */
final class ArrayText {

  private ArrayText() {}

  static String of(List<?> values) {
    return values.stream()
        .map(value -> '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  static List<String> strings(Object column) {
    try {
      Object[] values =
          column instanceof Array array ? (Object[]) array.getArray() : (Object[]) column;
      return Arrays.stream(values).map(Object::toString).toList();
    } catch (SQLException e) {
      throw new IllegalStateException("An array could not be read", e);
    }
  }
}
