package io.xiaodan.expression.sql;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.text.MomentPattern;
import io.xiaodan.expression.text.NumberPattern;
import java.util.List;
import java.util.Objects;

/** SQL of {@code TEXT}. */
public final class FormatSql {

  private FormatSql() {}

  public static SqlFragment write(Typed.Call call, SqlWriter writer) {
    Typed value = call.argument(0);
    if (call.arguments().size() == 1) {
      return writer.plain(value);
    }
    var format = (String) Objects.requireNonNull(((Typed.Constant) call.argument(1)).value());
    if (value.type() == ValueType.NUMBER) {
      return number(writer.value(value), NumberPattern.parse(format).orElseThrow());
    }
    SqlFragment moment =
        value.type() == ValueType.DATE
            ? SqlText.fill("{0}::timestamp", writer.value(value))
            : SqlText.fill("({0} AT TIME ZONE {1})", writer.value(value), writer.zone());
    return moment(moment, MomentPattern.parse(format).orElseThrow());
  }

  private static SqlFragment number(SqlFragment number, NumberPattern pattern) {
    String shape =
        ", %b, %d, %d, %d, %b"
            .formatted(
                pattern.grouped(),
                pattern.whole(),
                pattern.fewest(),
                pattern.most(),
                pattern.percent());
    return SqlText.fill(
        "xiaodan.format_number({0}" + shape + ", {1}, {2})",
        number,
        SqlFragment.of("?::text", pattern.prefix()),
        SqlFragment.of("?::text", pattern.suffix()));
  }

  private static SqlFragment moment(SqlFragment moment, MomentPattern pattern) {
    List<SqlFragment> pieces =
        pattern.pieces().stream()
            .map(piece ->
                SqlText.fill(
                    "{0}, {1}",
                    SqlFragment.of("'" + piece.part().name() + "'"),
                    SqlFragment.of("?::text", piece.literal())))
            .toList();
    return SqlText.fill(
        "xiaodan.format_moment({0}, ARRAY[{1}])", moment, SqlText.join(", ", pieces));
  }
}
