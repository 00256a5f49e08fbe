package io.xiaodan.expression;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL for the value of a fragment. */
final class SqlAnswers {

  private SqlAnswers() {}

  /** The canonical text of the only value. */
  static String one(Connection connection, SqlFragment fragment, ValueType type)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + fragment.text())) {
      bind(statement, fragment);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return VectorTypes.canonical(read(result, 1, type));
      }
    }
  }

  static void bind(PreparedStatement statement, SqlFragment fragment) throws SQLException {
    for (int i = 0; i < fragment.binds().size(); i++) {
      statement.setObject(i + 1, fragment.binds().get(i));
    }
  }

  static @Nullable Object read(ResultSet result, int column, ValueType type) throws SQLException {
    if (type == ValueType.NUMBER) {
      return result.getBigDecimal(column);
    }
    if (type == ValueType.DATE) {
      return result.getObject(column, LocalDate.class);
    }
    if (type == ValueType.DATETIME) {
      var moment = result.getObject(column, OffsetDateTime.class);
      return moment == null ? null : moment.toInstant();
    }
    return result.getObject(column);
  }
}
