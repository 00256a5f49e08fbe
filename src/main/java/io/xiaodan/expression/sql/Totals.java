package io.xiaodan.expression.sql;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.check.Typed;
import java.util.List;

/** Aggregates: each argument is one value or a sub-select over a list. */
final class Totals {

  private Totals() {}

  static SqlFragment sum(List<Typed> values, SqlWriter writer) {
    return SqlText.fill("xiaodan.rounded({0})", exactSum(values, writer));
  }

  static SqlFragment average(List<Typed> values, SqlWriter writer) {
    return SqlText.fill(
        "xiaodan.divide({0}, {1})", exactSum(values, writer), count(values, writer));
  }

  private static SqlFragment exactSum(List<Typed> values, SqlWriter writer) {
    return parts(
        values,
        writer,
        "COALESCE({0}, 0)",
        "COALESCE((SELECT sum({0}) FROM {1} WHERE {2}), 0)",
        "({0})",
        " + ");
  }

  static SqlFragment count(List<Typed> values, SqlWriter writer) {
    List<SqlFragment> parts =
        values.stream()
            .map(value ->
                value instanceof Typed.Each each
                    ? writer.sub(countOf(each), each)
                    : SqlText.fill("num_nonnulls({0})", writer.value(value)))
            .toList();
    return SqlText.fill("({0})::numeric", SqlText.join(" + ", parts));
  }

  /** Lines count as such; of other values, those that are not empty. */
  private static String countOf(Typed.Each each) {
    boolean lines = each.isWholeField() && each.body().type() instanceof RecordOf;
    return lines
        ? "(SELECT count(*) FROM {1} WHERE {2})"
        : "(SELECT count({0}) FROM {1} WHERE {2})";
  }

  static SqlFragment extreme(String name, List<Typed> values, SqlWriter writer) {
    return parts(
        values,
        writer,
        "{0}",
        "(SELECT " + name + "({0}) FROM {1} WHERE {2})",
        name.equals("MIN") ? "LEAST({0})" : "GREATEST({0})",
        ", ");
  }

  private static SqlFragment parts(
      List<Typed> values,
      SqlWriter writer,
      String single,
      String sub,
      String around,
      String between) {
    List<SqlFragment> parts =
        values.stream()
            .map(value ->
                value instanceof Typed.Each each
                    ? writer.sub(sub, each)
                    : SqlText.fill(single, writer.value(value)))
            .toList();
    return SqlText.fill(around, SqlText.join(between, parts));
  }
}
