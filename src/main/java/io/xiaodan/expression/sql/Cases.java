package io.xiaodan.expression.sql;

import io.xiaodan.expression.SqlFragment;

/** A CASE in the making. */
final class Cases {

  private SqlFragment written;

  Cases(SqlFragment start) {
    written = start;
  }

  void when(SqlFragment test, SqlFragment result) {
    written = SqlText.fill("{0} WHEN {1} THEN {2}", written, test, result);
  }

  SqlFragment otherwise(SqlFragment result) {
    return SqlText.fill("({0} ELSE {1} END)", written, result);
  }

  SqlFragment end() {
    return SqlText.fill("({0} END)", written);
  }
}
