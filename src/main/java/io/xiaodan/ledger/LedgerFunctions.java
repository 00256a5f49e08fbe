package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The functions of one ledger in the database. Every inner statement of a function sees what others
 * committed before it began; since whoever posts first updates the balances, in the order of their
 * dimensions, and holds them until the commit, all that follows is decided on what is true.
 */
final class LedgerFunctions {

  private final Ledger ledger;
  private final Collection<Ledger> all;
  private final Workspace workspace;
  private final LedgerSql sql;

  LedgerFunctions(Ledger ledger, Collection<Ledger> all, Workspace workspace) {
    this.ledger = ledger;
    this.all = all;
    this.workspace = workspace;
    this.sql = new LedgerSql(ledger, workspace);
  }

  /** A function with its body, so that a change of it can be seen. */
  record Written(String name, String header, String body) {

    /** The statement that makes it. */
    String statement() {
      return "CREATE OR REPLACE FUNCTION " + header + " AS $ledger$" + body + "$ledger$";
    }
  }

  List<Written> all() {
    return List.of(
        new Written(
            ledger.deriveFunction(),
            workspace.table(ledger.deriveFunction())
                + "(_keys jsonb) RETURNS jsonb LANGUAGE plpgsql",
            deriveBody()),
        new Written(
            ledger.postFunction(),
            workspace.table(ledger.postFunction())
                + "(_origins text[], _entries jsonb, _today date, _checked boolean) RETURNS jsonb LANGUAGE plpgsql",
            postBody()));
  }

  /**
   * Plans are made once for a connection and kept: what is posted is a handful of rows whatever its
   * values are, and to plan anew costs more than to post.
   */
  private String postBody() {
    List<Limit> totals = blocking(false);
    List<Limit> days = blocking(true);
    return """

    #variable_conflict use_column
    DECLARE
      _deltas jsonb;
      _broken jsonb;
      _late jsonb;
    BEGIN
      IF EXISTS (SELECT FROM %s WHERE _origin = ANY (_origins)) THEN
    %s  ELSIF _entries = '[]'::jsonb THEN
        RETURN '[]';
      ELSE
    %s  END IF;
      IF _deltas IS NULL THEN
        RETURN '[]';
      END IF;
    %s%s
    END
    """
        .formatted(
            sql.entries(),
            post(replaced(), totals),
            post(added(), totals),
            totals.isEmpty() && days.isEmpty() ? "" : refusal(days),
            result());
  }

  private List<Limit> blocking(boolean everyDay) {
    return ledger.limits().stream()
        .filter(limit -> limit.blocks() && limit.everyDay() == everyDay)
        .toList();
  }

  /** What goes on to other ledgers. */
  private String result() {
    return all.stream().allMatch(target -> target.from(ledger.key()).isEmpty())
        ? "  RETURN '[]';"
        : "  RETURN %s(_deltas);".formatted(workspace.table(ledger.deriveFunction()));
  }

  /**
   * Writes entries, and what is different by day onto balances and days; finds the limits on
   * balances that are broken then and were not as much before.
   *
   * @param entries parts that write entries, the last of them {@code moved}: what is different
   */
  private String post(String entries, List<Limit> totals) {
    return """
      WITH fresh AS MATERIALIZED (
        SELECT %1$s, _quantity FROM jsonb_to_recordset(_entries)
          AS x(_origin text, _form text, _record uuid, _place text, _rule text, %2$s, _account text, _day date, _quantity numeric)
      ), %3$s, delta AS MATERIALIZED (
        SELECT * FROM (SELECT %4$s, _day, %5$s FROM moved GROUP BY %4$s, _day) d WHERE %6$s
      ), balanced AS (
    %7$s
      ), dated AS (
    %8$s
      )
      SELECT (SELECT jsonb_agg(to_jsonb(d)) FROM delta d), %9$s INTO _deltas, _broken;
    """
        .formatted(
            columns(),
            sql.dimensionTypes(),
            entries,
            sql.dimensions(),
            sql.eachAccount(account ->
                "COALESCE(sum(_quantity) FILTER (WHERE _account = %s), 0) AS %s"
                    .formatted(LedgerSql.literal(account.key()), quote(account.key()))),
            sql.accounts(key -> "d." + key + " <> 0").replace(", ", " OR "),
            balances(),
            days(),
            totals.isEmpty() ? "NULL::jsonb" : broken(totals));
  }

  private String columns() {
    return "_origin, _form, _record, _place, _rule, " + sql.dimensions() + ", _account, _day";
  }

  /** Where there were none before. */
  private String added() {
    return """
    added AS (
        INSERT INTO %1$s (%2$s, _quantity) SELECT %2$s, _quantity FROM fresh
      ), moved AS (SELECT %3$s, _day, _account, _quantity FROM fresh)\
    """
        .formatted(sql.entries(), columns(), sql.dimensions());
  }

  /** In place of those there were; what is the same stays. */
  private String replaced() {
    String same =
        "(f._form, f._record, f._account, f._day, f._quantity, %s) IS NOT DISTINCT FROM (e._form, e._record, e._account, e._day, e._quantity, %s)"
            .formatted(sql.dimensions("f."), sql.dimensions("e."));
    String place = "f._origin = e._origin AND f._place = e._place AND f._rule = e._rule";
    return """
    gone AS (
        DELETE FROM %1$s e WHERE e._origin = ANY (_origins)
          AND NOT EXISTS (SELECT FROM fresh f WHERE %2$s AND %3$s) RETURNING e.*
      ), added AS (
        INSERT INTO %1$s AS e (%4$s, _quantity) SELECT %4$s, _quantity FROM fresh f
          WHERE NOT EXISTS (SELECT FROM %1$s e WHERE e._origin = ANY (_origins) AND %2$s AND %3$s) RETURNING e.*
      ), moved AS (
        SELECT %5$s, _day, _account, _quantity FROM added
        UNION ALL SELECT %5$s, _day, _account, -_quantity FROM gone
      )\
    """
        .formatted(sql.entries(), place, same, columns(), sql.dimensions());
  }

  private String deltas() {
    return "jsonb_to_recordset(_deltas) AS x(%s, _day date, %s)"
        .formatted(sql.dimensionTypes(), sql.accountTypes());
  }

  private String balances() {
    return """
        INSERT INTO %1$s AS b (%2$s, %3$s)
          SELECT %2$s, %4$s FROM delta GROUP BY %2$s ORDER BY %2$s
          ON CONFLICT (%2$s) DO UPDATE SET %5$s RETURNING b.*\
    """
        .formatted(
            sql.balances(),
            sql.dimensions(),
            sql.accounts(key -> key),
            sql.accounts(key -> "sum(" + key + ")"),
            sql.accounts(key -> key + " = b." + key + " + excluded." + key));
  }

  private String days() {
    return """
        INSERT INTO %1$s AS b (%2$s, _day, %3$s)
          SELECT %2$s, _day, %3$s FROM delta ORDER BY %2$s, _day
          ON CONFLICT (%2$s, _day) DO UPDATE SET %4$s\
    """
        .formatted(
            sql.days(),
            sql.dimensions(),
            sql.accounts(key -> key),
            sql.accounts(key -> key + " = b." + key + " + excluded." + key));
  }

  /** Refuses where a limit is broken that was not broken as much before. */
  private String refusal(List<Limit> days) {
    return """
      IF _checked AND %s EXISTS (SELECT FROM %s WHERE ledger = %s AND state = 'ready') THEN
    %s    IF _broken IS NOT NULL THEN
          RAISE EXCEPTION USING ERRCODE = 'XD410', MESSAGE = %s, DETAIL = _broken::text;
        END IF;
      END IF;
    """
        .formatted(
            days.isEmpty() ? "_broken IS NOT NULL AND" : "",
            workspace.table("ledger_state"),
            LedgerSql.literal(ledger.key()),
            days.isEmpty() ? "" : everyDay(days),
            LedgerSql.literal(ledger.key()));
  }

  /** Those that are looked at on each day, added to what is broken. */
  private String everyDay(List<Limit> limits) {
    return """
        SELECT jsonb_agg(to_jsonb(c)) INTO _late FROM (
    %s
        ) c WHERE c.after < 0 AND c.after < c.before;
        _broken := COALESCE(_broken || _late, _broken, _late);
    """
        .formatted(
            limits.stream().map(this::everyDay).collect(Collectors.joining("\n      UNION ALL\n")));
  }

  /**
   * What is broken of the limits on balances: the balance as it was left, beside what was added.
   */
  private String broken(List<Limit> totals) {
    return totals.stream()
        .map(this::total)
        .collect(
            Collectors.joining(
                "\n      UNION ALL\n",
                "(SELECT jsonb_agg(to_jsonb(c)) FROM (\n",
                "      ) c WHERE c.after < 0 AND c.after < c.before)"));
  }

  private String total(Limit limit) {
    return """
        SELECT %1$s AS "limit", to_jsonb(k) AS dimensions, NULL::date AS _day, %2$s AS before, %3$s AS after
        FROM balanced n
        CROSS JOIN LATERAL (SELECT %4$s) k
        CROSS JOIN LATERAL (SELECT %5$s FROM delta x WHERE %6$s) d
        CROSS JOIN LATERAL (SELECT %7$s) o
    """
        .formatted(
            LedgerSql.literal(limit.key()),
            LedgerSql.formula(limit.value(), "o"),
            LedgerSql.formula(limit.value(), "n"),
            sql.dimensions("n."),
            asked(limit, key -> "sum(x." + key + ") AS " + key),
            sql.same("x", "n"),
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
        ) w
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

  private String deriveBody() {
    List<String> parts =
        all.stream()
            .flatMap(target ->
                target.from(ledger.key()).stream().map(posting -> derived(target, posting)))
            .toList();
    return parts.isEmpty()
        ? "\nBEGIN\n  RETURN '[]';\nEND\n"
        : """

        #variable_conflict use_column
        BEGIN
          RETURN jsonb_build_array(
        %s);
        END
        """
            .formatted(String.join(",\n", parts));
  }

  /** What balances post to another ledger: an origin each, and an entry unless it is nothing. */
  private String derived(Ledger target, Posting.OfLedger posting) {
    String origin = LedgerSql.literal(ledger.key() + "/" + posting.key() + "/");
    String parts =
        ledger.dimensions().keySet().stream()
            .map(key -> "COALESCE(b." + quote(key) + "::text, '')")
            .collect(Collectors.joining(" || '/' || "));
    String values =
        posting.dimensions().entrySet().stream()
            .map(each -> LedgerSql.literal(each.getKey()) + ", b." + quote(each.getValue()))
            .collect(Collectors.joining(", "));
    Account account = java.util.Objects.requireNonNull(target.accounts().get(posting.account()));
    return """
    (SELECT jsonb_build_object('ledger', %1$s, 'origins', COALESCE(jsonb_agg(p._origin), '[]'),
        'entries', COALESCE(jsonb_agg(p.entry) FILTER (WHERE p._quantity <> 0 AND %2$s), '[]'))
     FROM (
      SELECT q._origin, q._quantity, b.*, jsonb_build_object('_origin', q._origin, '_place', '', '_rule', %3$s, '_account', %4$s,
        '_day', COALESCE((SELECT max(e._day) FROM %5$s e WHERE %6$s AND e._account = %7$s), DATE '1970-01-01'),
        '_quantity', q._quantity, %8$s) AS entry
      FROM (SELECT DISTINCT %9$s FROM jsonb_to_recordset(_keys) AS x(%10$s)) k
      JOIN %11$s b ON %12$s
      CROSS JOIN LATERAL (SELECT %13$s || %14$s AS _origin, round(%15$s, %16$d) AS _quantity) q
     ) p)\
    """
        .formatted(
            LedgerSql.literal(target.key()),
            required(target, posting),
            LedgerSql.literal(posting.key()),
            LedgerSql.literal(posting.account()),
            sql.entries(),
            sql.same("e", "b"),
            LedgerSql.literal(posting.date()),
            values,
            sql.dimensions(),
            sql.dimensionTypes(),
            sql.balances(),
            sql.same("b", "k"),
            origin,
            parts,
            LedgerSql.formula(posting.quantity(), "b"),
            account.scale());
  }

  /** What must not be empty in the other ledger. */
  private static String required(Ledger target, Posting.OfLedger posting) {
    String conditions =
        target.dimensions().values().stream()
            .filter(dimension -> !dimension.optional())
            .map(dimension -> posting.dimensions().get(dimension.key()))
            .map(key -> "p." + quote(String.valueOf(key)) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return conditions.isEmpty() ? "TRUE" : conditions;
  }
}
