package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

/**
 * The balances of one combination of dimensions on each day from today on, as far as anything is
 * known: what is there today, and what is posted for later days on top of it. What was expected for
 * a day that has passed does not count.
 */
final class Projection {

  private Projection() {}

  /**
   * A query of {@code day} and the accounts as they will be at its end, one row for today and one
   * for each later day on which something is posted.
   *
   * @param key alias of the combination of dimensions
   * @param today an expression that gives today
   */
  static String sql(Ledger ledger, LedgerSql sql, String key, String today) {
    String later =
        "SELECT _day, %s FROM %s x WHERE %s AND x._day >= %s"
            .formatted(sql.accounts(name -> "x." + name), sql.days(), sql.same("x", key), today);
    String start =
        sql.eachAccount(account ->
            (account.expected()
                    ? "COALESCE((SELECT sum(f.%1$s) FROM later f WHERE f._day = %2$s), 0) AS %1$s"
                    : "COALESCE((SELECT b.%1$s FROM %3$s b WHERE %4$s), 0) - COALESCE((SELECT sum(f.%1$s) FROM later f WHERE f._day > %2$s), 0) AS %1$s")
                .formatted(
                    quote(account.key()), today, sql.balances(), sql.same("b", key)));
    return """
    WITH later AS MATERIALIZED (%1$s), steps AS (
            SELECT %2$s AS _day, %3$s
            UNION ALL SELECT _day, %4$s FROM later WHERE _day > %2$s
          )
          SELECT _day, %5$s FROM steps"""
        .formatted(
            later,
            today,
            start,
            sql.accounts(name -> name),
            sql.accounts(name -> "sum(" + name + ") OVER (ORDER BY _day) AS " + name));
  }
}
