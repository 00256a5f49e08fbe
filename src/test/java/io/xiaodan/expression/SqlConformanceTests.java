package io.xiaodan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class SqlConformanceTests {

  private final Connection connection;

  SqlConformanceTests() throws Exception {
    connection = TestDatabase.connect();
  }

  @AfterAll
  void disconnect() throws SQLException {
    connection.close();
  }

  static Stream<Vector> results() {
    return Vector.all().filter(Vector::runsInSql);
  }

  @ParameterizedTest
  @MethodSource("results")
  void givesTheResult(Vector vector) throws SQLException {
    Formula formula = JvmConformanceTests.compile(vector);
    SqlNames names = new LiteralNames(vector.values(), vector.schema());

    String result =
        SqlAnswers.one(connection, formula.toSql(names, vector.environment()), formula.type());

    assertThat(result).isEqualTo(VectorTypes.canonical(vector.value()));
    if (formula.type() == ValueType.BOOLEAN) {
      SqlFragment filter = formula.toSqlFilter(names, vector.environment());
      assertThat(count(filter)).isEqualTo(Boolean.TRUE.equals(vector.value()) ? 1 : 0);
    }
  }

  private int count(SqlFragment filter) throws SQLException {
    String sql = "SELECT count(*) FROM (SELECT) AS one WHERE " + filter.text();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      SqlAnswers.bind(statement, filter);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }
}
