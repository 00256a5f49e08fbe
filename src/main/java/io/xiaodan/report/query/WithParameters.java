package io.xiaodan.report.query;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.report.question.Parameter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of some rows, and the parameters of the question as binds. */
record WithParameters(SqlNames rows, Query query) implements SqlNames {

  @Override
  public SqlFragment column(Path path) {
    return path.startsWith(Path.of(Parameter.ROOT)) && !query.question().parameters().isEmpty()
        ? bind(path.names().getLast())
        : rows.column(path);
  }

  private SqlFragment bind(String key) {
    @Nullable Object value = query.asking().given().parameters().get(key);
    return switch (value) {
      case null -> SqlFragment.of("NULL::" + type(key));
      case BigDecimal number -> SqlFragment.of("?::numeric", number);
      case LocalDate day -> SqlFragment.of("?::date", day);
      case Boolean truth -> SqlFragment.of("?::boolean", truth);
      default -> SqlFragment.of("?::text", value.toString());
    };
  }

  private String type(String key) {
    return query.question().parameters().stream()
        .filter(parameter -> parameter.key().equals(key))
        .map(parameter -> Partial.column(parameter.type()))
        .findFirst()
        .orElse("text");
  }

  @Override
  public Optional<SqlFragment> identifier(Path path) {
    return rows.identifier(path);
  }

  @Override
  public SqlRows rows(Path path) {
    return rows.rows(path);
  }
}
