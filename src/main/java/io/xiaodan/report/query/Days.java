package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;

/** Days and times of moments, where the workspace is. */
final class Days {

  private Days() {}

  /** The day of a moment. */
  static SqlFragment of(Asking asking, SqlFragment moment) {
    return new Sql().add("(").add(local(asking, moment)).add(")::date").done();
  }

  /** Day and time of a moment, as a clock on the wall shows them. */
  static SqlFragment local(Asking asking, SqlFragment moment) {
    return new Sql()
        .add("(")
        .add(moment)
        .add(" AT TIME ZONE ?::text)", asking.environment().zone().getId())
        .done();
  }
}
