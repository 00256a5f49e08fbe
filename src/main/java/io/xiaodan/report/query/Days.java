package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;

/** The day of a moment, where the workspace is. */
final class Days {

  private Days() {}

  static SqlFragment of(Asking asking, SqlFragment moment) {
    return new Sql()
        .add("(")
        .add(moment)
        .add(" AT TIME ZONE ?::text)::date", asking.environment().zone().getId())
        .done();
  }
}
