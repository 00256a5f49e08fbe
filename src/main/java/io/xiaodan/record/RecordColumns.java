package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.form.FormField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns of form tables: their names in a statement, what is bound to them, what is read from
 * them.
 */
final class RecordColumns {

  private RecordColumns() {}

  /** The columns of fields, separated by commas; at least the constant NULL. */
  static String select(Collection<FormField> fields, String alias) {
    return fields.isEmpty()
        ? "NULL"
        : fields.stream()
            .map(field -> alias + quote(field.key()))
            .collect(Collectors.joining(", "));
  }

  /** The values of a row by field; empty ones are left out. */
  static Map<String, Object> read(ResultSet row, Collection<FormField> fields) throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FormField field : fields) {
      Object column = row.getObject(field.key());
      if (column != null) {
        values.put(field.key(), field.type().fromColumn(column));
      }
    }
    return values;
  }

  /** The mark of a bind; what the driver has no type for travels as text. */
  static String mark(FormField field) {
    return asText(field) ? "?::" + field.type().column() : "?";
  }

  private static boolean asText(FormField field) {
    String column = field.type().column();
    return column.endsWith("[]") || column.equals("time") || column.equals("jsonb");
  }

  /** The value as it is bound to {@link #mark}. */
  static @Nullable Object bind(FormField field, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant instant -> moment(instant);
      default -> asText(field) ? field.type().toText(value) : value;
    };
  }

  static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant moment(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
  }
}
