package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the limits of a ledger that block are looked at in the database, once what is posted has been
 * added: {@code balanced} is what balances became, {@code _deltas} what was added by day.
 */
final class LimitSql {

  /** The detail of a refusal that only has to wait. */
  static final String BUILDING = "building";

  private final Ledger ledger;
  private final List<String> sources;
  private final LedgerSql sql;
  private final Workspace workspace;
  private final List<Limit> totals;
  private final List<Limit> days;

  /**
   * @param sources the ledger, and those whose balances post to it, directly or through others
   */
  LimitSql(Ledger ledger, List<String> sources, LedgerSql sql, Workspace workspace) {
    this.ledger = ledger;
    this.sources = sources;
    this.sql = sql;
    this.workspace = workspace;
    this.totals = blocking(false);
    this.days = blocking(true);
  }

  private List<Limit> blocking(boolean everyDay) {
    return ledger.limits().stream()
        .filter(limit -> limit.blocks() && limit.everyDay() == everyDay)
        .toList();
  }

  /** Whether a limit on balances is broken, which is seldom: only then the rest is asked. */
  String below() {
    return totals.isEmpty()
        ? "FALSE"
        : totals.stream()
            .map(limit -> LedgerSql.formula(limit.value(), "n") + " < 0")
            .collect(Collectors.joining(" OR ", "EXISTS (SELECT FROM balanced n WHERE ", ")"));
  }

  /**
   * Refuses where a limit is broken that was not broken as much before; nothing without limits.
   * While the ledger, or one that it follows from, is being built, nobody knows what there is: then
   * whatever could make a limit worse has to wait.
   */
  String refusal() {
    return totals.isEmpty() && days.isEmpty()
        ? ""
        : """
          IF _checked THEN
            IF EXISTS (SELECT FROM %s WHERE ledger = ANY (ARRAY[%s]::text[]) AND state <> 'ready') THEN
              IF %s THEN
                RAISE EXCEPTION USING ERRCODE = 'XD410', MESSAGE = %s, DETAIL = '%s';
              END IF;
            ELSIF %s THEN
        %s%s      IF _broken IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = 'XD410', MESSAGE = %s, DETAIL = _broken::text;
              END IF;
            END IF;
          END IF;
        """
            .formatted(
                workspace.table("ledger_state"),
                LedgerSql.texts(sources),
                Stream.concat(totals.stream(), days.stream())
                    .map(this::worsens)
                    .collect(Collectors.joining("\n          OR ")),
                LedgerSql.literal(ledger.key()),
                BUILDING,
                days.isEmpty() ? "_below" : "true",
                totals.isEmpty() ? "" : broken("_broken", totals, this::total),
                days.isEmpty() ? "" : broken("_late", days, this::everyDay) + BOTH,
                LedgerSql.literal(ledger.key()));
  }

  /**
   * Whether what was added could bring a limit closer to being broken, whatever there is: decided
   * on what was added alone where it counts the same on top of anything, otherwise as soon as an
   * account moves that it asks for. A limit of every day is looked at from each day on.
   */
  private String worsens(Limit limit) {
    String worse =
        limit.isSum()
            ? LedgerSql.formula(limit.value(), "d") + " < " + limit.ofNothing().toPlainString()
            : asked(limit, key -> "d." + key + " <> 0").replace(", ", " OR ");
    String from = "GREATEST(_day, _today)";
    String each =
        sql.eachAccount(account ->
            "COALESCE(sum(%1$s)%2$s, 0) AS %1$s"
                .formatted(
                    quote(account.key()),
                    account.expected() && limit.everyDay()
                        ? " FILTER (WHERE _day >= _today)"
                        : ""));
    String added =
        limit.everyDay()
            ? "SELECT %s FROM (SELECT %s, %s AS _from, %s FROM %s GROUP BY %s, %s) g WINDOW w AS (PARTITION BY %s ORDER BY _from)"
                .formatted(
                    sql.accounts(key -> "sum(" + key + ") OVER w AS " + key),
                    sql.dimensions(),
                    from,
                    each,
                    deltas(),
                    sql.dimensions(),
                    from,
                    sql.dimensions())
            : "SELECT %s FROM %s GROUP BY %s".formatted(each, deltas(), sql.dimensions());
    return "EXISTS (SELECT FROM (%s) d WHERE %s)".formatted(added, worse);
  }

  private static final String BOTH = "    _broken := COALESCE(_broken || _late, _broken, _late);\n";

  private static String broken(
      String into, List<Limit> limits, java.util.function.Function<Limit, String> each) {
    return """
        SELECT jsonb_agg(to_jsonb(c)) INTO %s FROM (
    %s
        ) c WHERE c.after < 0 AND c.after < c.before;
    """
        .formatted(
            into, limits.stream().map(each).collect(Collectors.joining("\n      UNION ALL\n")));
  }

  private String deltas() {
    return "jsonb_to_recordset(_deltas) AS x(%s, _day date, %s)"
        .formatted(sql.dimensionTypes(), sql.accountTypes());
  }

  /** The balance as it was left, beside what was added. */
  private String total(Limit limit) {
    return """
        SELECT %1$s AS "limit", to_jsonb(k) AS dimensions, NULL::date AS _day, %2$s AS before, %3$s AS after
        FROM (SELECT %4$s, %5$s FROM %6$s GROUP BY %4$s) d
        JOIN %7$s n ON %8$s
        CROSS JOIN LATERAL (SELECT %9$s) k
        CROSS JOIN LATERAL (SELECT %10$s) o\
    """
        .formatted(
            LedgerSql.literal(limit.key()),
            LedgerSql.formula(limit.value(), "o"),
            LedgerSql.formula(limit.value(), "n"),
            sql.dimensions(),
            asked(limit, key -> "COALESCE(sum(" + key + "), 0) AS " + key),
            deltas(),
            sql.balances(),
            sql.same("n", "d"),
            sql.dimensions("n."),
            asked(limit, key -> "n." + key + " - d." + key + " AS " + key));
  }

  /** Something for each account that a limit asks for, separated by commas. */
  private static String asked(Limit limit, UnaryOperator<String> each) {
    return limit.value().dependencies().stream()
        .map(path -> each.apply(quote(path.names().getFirst())))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The day on which it is worst. */
  private String everyDay(Limit limit) {
    return """
        SELECT %1$s AS "limit", to_jsonb(k) AS dimensions, w._day, w.before, w.after
        FROM (SELECT %2$s FROM %3$s GROUP BY %2$s) k
        CROSS JOIN LATERAL (
          SELECT c._day, %4$s AS before, %5$s AS after
          FROM (%6$s) c
          CROSS JOIN LATERAL (SELECT %7$s FROM %3$s WHERE %8$s AND x._day <= c._day) d
          CROSS JOIN LATERAL (SELECT %9$s) o
          ORDER BY (%5$s < %4$s) DESC, after, c._day LIMIT 1
        ) w\
    """
        .formatted(
            LedgerSql.literal(limit.key()),
            sql.dimensions(),
            deltas(),
            LedgerSql.formula(limit.value(), "o"),
            LedgerSql.formula(limit.value(), "c"),
            Projection.sql(ledger, sql, "k", "_today"),
            sql.eachAccount(account ->
                (account.expected()
                        ? "COALESCE(sum(x.%1$s) FILTER (WHERE x._day >= _today), 0) AS %1$s"
                        : "COALESCE(sum(x.%1$s), 0) AS %1$s")
                    .formatted(quote(account.key()))),
            sql.same("x", "k"),
            sql.accounts(key -> "c." + key + " - d." + key + " AS " + key));
  }
}
