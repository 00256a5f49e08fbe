package io.xiaodan.expression.sql;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.ListOf;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.ValueType.Scalar;
import io.xiaodan.expression.check.Typed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Constants as binds with a cast. */
final class SqlConstants {

  private SqlConstants() {}

  static SqlFragment of(Typed.Constant constant) {
    return switch (constant.value()) {
      case null -> SqlFragment.of("NULL::" + sqlType(constant.type()));
      case Boolean truth -> SqlFragment.of(truth ? "TRUE" : "FALSE");
      case String text -> SqlFragment.of("?::text", text);
      case BigDecimal number -> SqlFragment.of("?::numeric", number);
      case LocalDate date -> SqlFragment.of("?::date", date);
      case Instant moment -> moment(moment);
      default -> throw new IllegalArgumentException(constant.type().toString());
    };
  }

  static SqlFragment moment(Instant moment) {
    return SqlFragment.of("?::timestamptz", moment.atOffset(ZoneOffset.UTC));
  }

  private static String sqlType(ValueType type) {
    return switch (type) {
      case Scalar scalar ->
          switch (scalar) {
            case TEXT, EMPTY -> "text";
            case NUMBER -> "numeric";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case DATETIME -> "timestamptz";
          };
      case RecordOf record -> "text";
      case ListOf list -> sqlType(list.element()) + "[]";
    };
  }
}
