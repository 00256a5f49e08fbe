package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.question.Dimension;

/**
 * A dimension of which only the leading values are told apart.
 *
 * @param all the value before the rest was gathered
 * @param rest whether a row is of the rest
 * @param beside what stands beside the rows after FROM: one row that knows the leading values
 * @param left how many values the rest has over all other dimensions together
 */
record Gathered(
    Dimension dimension, SqlFragment all, SqlFragment rest, SqlFragment beside, SqlFragment left) {

  /** The column that says whether a group is the rest. */
  static String flag(String key) {
    return "#others " + key;
  }

  /** The column that says how many values the rest has. */
  static String count(String key) {
    return "#cut " + key;
  }
}
