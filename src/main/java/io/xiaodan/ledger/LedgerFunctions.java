package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private final LimitSql limits;

  LedgerFunctions(Ledger ledger, Collection<Ledger> all, Workspace workspace) {
    this.ledger = ledger;
    this.all = all;
    this.workspace = workspace;
    this.sql = new LedgerSql(ledger, workspace);
    this.limits = new LimitSql(ledger, sources(), sql, workspace);
  }

  /** The ledger and those whose balances post to it, directly or through others. */
  private List<String> sources() {
    Set<String> found = new LinkedHashSet<>(List.of(ledger.key()));
    int known;
    do {
      known = found.size();
      for (Ledger target : all) {
        if (found.contains(target.key())) {
          target.postings().stream()
              .filter(Posting.OfLedger.class::isInstance)
              .map(posting -> ((Posting.OfLedger) posting).ledger())
              .forEach(found::add);
        }
      }
    } while (found.size() > known);
    return List.copyOf(found);
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
            postBody()),
        new Written(
            ledger.addFunction(),
            workspace.table(ledger.addFunction())
                + "(_entries jsonb, _sums jsonb, _deltas jsonb, _today date, _checked boolean) RETURNS jsonb LANGUAGE plpgsql",
            addBody()));
  }

  /**
   * Plans are made once for a connection and kept: what is posted is a handful of rows whatever its
   * values are, and to plan anew costs more than to post.
   */
  private String postBody() {
    return """

    #variable_conflict use_column
    DECLARE
      _deltas jsonb;
      _below boolean;
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
        .formatted(sql.entries(), post(replaced()), post(addition()), limits.refusal(), result());
  }

  /**
   * Posts what new records post: there is nothing before it, and the sums come with it, so that
   * nothing is left but to write.
   */
  private String addBody() {
    return """

    #variable_conflict use_column
    DECLARE
      _below boolean;
      _broken jsonb;
      _late jsonb;
    BEGIN
      WITH added AS (
        INSERT INTO %s (%s, _quantity) SELECT %s, _quantity FROM %s
      ), balanced AS (
    %s
      ), dated AS (
    %s
      )
      SELECT %s INTO _below;
    %s%s
    END
    """
        .formatted(
            sql.entries(),
            columns(),
            columns(),
            fresh(),
            sql.upsertBalances(
                "SELECT %s, %s FROM jsonb_to_recordset(_sums) AS x(%s, %s)"
                    .formatted(
                        sql.dimensions(), whole(), sql.dimensionTypes(), sql.accountTypes())),
            sql.upsertDays(
                "SELECT %s, _day, %s FROM jsonb_to_recordset(_deltas) AS x(%s, _day date, %s)"
                    .formatted(
                        sql.dimensions(), whole(), sql.dimensionTypes(), sql.accountTypes())),
            limits.below(),
            limits.refusal(),
            result());
  }

  /** Accounts of which nothing was handed over are not touched. */
  private String whole() {
    return sql.accounts(key -> "COALESCE(" + key + ", 0)");
  }

  private String fresh() {
    return "jsonb_to_recordset(_entries) AS x(_origin text, _form text, _record uuid, _place text, _rule text, %s, _account text, _day date, _quantity numeric)"
        .formatted(sql.dimensionTypes());
  }

  /** What goes on to other ledgers. */
  private String result() {
    return all.stream().allMatch(target -> target.from(ledger.key()).isEmpty())
        ? "  RETURN '[]';"
        : "  RETURN %s(_deltas);".formatted(workspace.table(ledger.deriveFunction()));
  }

  /**
   * Writes entries, and what is different by day onto balances and days; tells whether a limit on
   * balances is broken then.
   *
   * @param entries parts that write entries, the last of them {@code moved}: what is different
   */
  private String post(String entries) {
    return """
      WITH fresh AS MATERIALIZED (
        SELECT %1$s, _quantity FROM %2$s
      ), %3$s, delta AS MATERIALIZED (
        SELECT * FROM (SELECT %4$s, _day, %5$s FROM moved GROUP BY %4$s, _day) d WHERE %6$s
      ), balanced AS (
    %7$s
      ), dated AS (
    %8$s
      )
      SELECT (SELECT jsonb_agg(to_jsonb(d)) FROM delta d), %9$s INTO _deltas, _below;
    """
        .formatted(
            columns(),
            fresh(),
            entries,
            sql.dimensions(),
            sql.eachAccount(account ->
                "COALESCE(sum(_quantity) FILTER (WHERE _account = %s), 0) AS %s"
                    .formatted(LedgerSql.literal(account.key()), quote(account.key()))),
            sql.accounts(key -> "d." + key + " <> 0").replace(", ", " OR "),
            sql.upsertBalances(
                "SELECT %1$s, %2$s FROM delta GROUP BY %1$s"
                    .formatted(sql.dimensions(), sql.accounts(key -> "sum(" + key + ")"))),
            sql.upsertDays(
                "SELECT %s, _day, %s FROM delta"
                    .formatted(sql.dimensions(), sql.accounts(key -> key))),
            limits.below());
  }

  private String columns() {
    return "_origin, _form, _record, _place, _rule, " + sql.dimensions() + ", _account, _day";
  }

  /** Where there were none before. */
  private String addition() {
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

  /**
   * What balances post to another ledger: an origin each that posts or has posted, and an entry
   * unless it is nothing.
   */
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
        'entries', COALESCE(jsonb_agg(p.entry) FILTER (WHERE p.entry IS NOT NULL), '[]'))
     FROM (
      SELECT q._origin, CASE WHEN %2$s THEN jsonb_build_object('_origin', q._origin, '_place', '', '_rule', %3$s, '_account', %4$s,
        '_day', COALESCE((SELECT max(e._day) FROM %5$s e WHERE %6$s AND e._account = %7$s), DATE '1970-01-01'),
        '_quantity', q._quantity, %8$s) END AS entry
      FROM (SELECT DISTINCT %9$s FROM jsonb_to_recordset(_keys) AS x(%10$s)) k
      JOIN %11$s b ON %12$s
      CROSS JOIN LATERAL (SELECT %13$s || %14$s AS _origin, round(%15$s, %16$d) AS _quantity) q
      WHERE %2$s OR EXISTS (SELECT FROM %17$s t WHERE t._origin = q._origin)
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
            account.scale(),
            workspace.table(target.entryTable()));
  }

  /** There is something, and what must not be empty in the other ledger is not. */
  private static String required(Ledger target, Posting.OfLedger posting) {
    String conditions =
        target.dimensions().values().stream()
            .filter(dimension -> !dimension.optional())
            .map(dimension -> posting.dimensions().get(dimension.key()))
            .map(key -> " AND b." + quote(String.valueOf(key)) + " IS NOT NULL")
            .collect(Collectors.joining());
    return "q._quantity <> 0" + conditions;
  }
}
