package io.xiaodan.ledger;

import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Label;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What balances are kept apart by.
 *
 * @param key its name, and that of its column
 * @param kind what it holds
 * @param form key of the form a reference leads to; null for other kinds
 * @param schema what that form holds
 * @param optional whether it may be empty; an empty one is a balance of its own
 */
public record Dimension(
    String key,
    Label label,
    Kind kind,
    @Nullable String form,
    @Nullable Schema schema,
    boolean optional) {

  /** What a dimension holds. */
  public enum Kind {
    REFERENCE("uuid"),
    PERSON("uuid"),
    TEXT("text"),
    DATE("date");

    private final String column;

    Kind(String column) {
      this.column = column;
    }

    /** The PostgreSQL type of the column. */
    public String column() {
      return column;
    }
  }

  /** Whether the result of a formula of this type can stand here. */
  boolean takes(ValueType type) {
    return switch (kind) {
      case REFERENCE ->
          type instanceof ValueType.RecordOf record && record.form().equals(form)
              || type == ValueType.TEXT
              || type == ValueType.EMPTY;
      case PERSON, TEXT -> type == ValueType.TEXT || type == ValueType.EMPTY;
      case DATE -> type == ValueType.DATE || type == ValueType.EMPTY;
    };
  }

  /** The value as PostgreSQL reads it from text; null when empty. */
  static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Values record -> text(record.get("id"));
      case LocalDate day -> day.toString();
      default -> value.toString();
    };
  }
}
