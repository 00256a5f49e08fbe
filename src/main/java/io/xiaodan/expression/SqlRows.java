package io.xiaodan.expression;

/**
 * The entries of a list as rows: {@code (SELECT sum(l.amount) FROM [from] WHERE [where])}.
 *
 * @param from table with an alias, or {@code unnest(o.tags) AS tag(value)}
 * @param where what ties the rows to the record around them; {@code TRUE} when the from does
 * @param names the fields of one row
 */
public record SqlRows(SqlFragment from, SqlFragment where, SqlNames names) {

  public SqlRows(SqlFragment from, SqlNames names) {
    this(from, SqlFragment.of("TRUE"), names);
  }
}
