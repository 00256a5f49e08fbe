package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads balances: those only whose records the reader may see. */
@Component
class BalanceReader {

  private final Access access;
  private final DimensionNames names;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  BalanceReader(
      Access access,
      DimensionNames names,
      JdbcTemplate database,
      Workspace workspace,
      Clock clock) {
    this.access = access;
    this.names = names;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** A condition with its binds. */
  record Condition(String text, List<@Nullable Object> binds) {}

  BalancePage read(Blueprint blueprint, Actor actor, Ledger ledger, BalanceQuery query) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    Condition seen = seen(blueprint, actor, ledger, query.at());
    List<@Nullable Object> binds = new ArrayList<>();
    String source = source(ledger, sql, query, binds);
    binds.addAll(seen.binds());
    String figures = figures(ledger, sql);
    String broken =
        ledger.limits().stream()
            .map(limit -> LedgerSql.formula(limit.value(), "b") + " < 0")
            .collect(Collectors.joining(", "));
    String text =
        "SELECT %s, %s, ARRAY[%s]::boolean[] AS _broken, count(*) OVER () AS _total FROM %s b WHERE %s ORDER BY %s%s LIMIT %d OFFSET %d"
            .formatted(
                texts(ledger),
                figures,
                broken,
                source,
                seen.text(),
                order(ledger, sql, query),
                sql.dimensions("b."),
                query.limit(),
                query.offset());
    long[] total = {query.offset()};
    List<BalancePage.Row> rows =
        database.query(
            text,
            (row, number) -> {
              total[0] = row.getLong("_total");
              return new BalancePage.Row(
                  key(ledger, row),
                  Map.of(),
                  numbers(ledger, row),
                  broken(ledger, (Boolean[]) row.getArray("_broken").getArray()));
            },
            binds.toArray());
    return new BalancePage(named(blueprint, ledger, rows), total[0]);
  }

  private String source(
      Ledger ledger, LedgerSql sql, BalanceQuery query, List<@Nullable Object> binds) {
    if (query.asOf() == null) {
      return sql.balances();
    }
    binds.add(query.asOf().toString());
    return "(SELECT %1$s, %2$s FROM %3$s WHERE _day <= ?::date GROUP BY %1$s)"
        .formatted(sql.dimensions(), sql.accounts(key -> "sum(" + key + ") AS " + key), sql.days());
  }

  private static String texts(Ledger ledger) {
    return ledger.dimensions().keySet().stream()
        .map(key -> "b.%1$s::text AS %1$s".formatted(quote(key)))
        .collect(Collectors.joining(", "));
  }

  private static String figures(Ledger ledger, LedgerSql sql) {
    List<String> keys = new ArrayList<>(ledger.accounts().keySet());
    keys.addAll(ledger.values().keySet());
    return keys.stream()
        .map(key -> sql.figure(key, "b") + " AS " + quote(key))
        .collect(Collectors.joining(", "));
  }

  private static String order(Ledger ledger, LedgerSql sql, BalanceQuery query) {
    String sort = query.sort() == null ? "" : query.sort();
    String figure = sort.startsWith("-") ? sort.substring(1) : sort;
    return ledger.hasFigure(figure)
        ? sql.figure(figure, "b") + (sort.startsWith("-") ? " DESC, " : ", ")
        : "";
  }

  /** The fixed dimensions, and the records of the others that the reader may see. */
  Condition seen(Blueprint blueprint, Actor actor, Ledger ledger, Map<String, String> at) {
    List<String> conditions = new ArrayList<>();
    List<@Nullable Object> binds = new ArrayList<>();
    conditions.add("TRUE");
    for (Dimension dimension : ledger.dimensions().values()) {
      String column = "b." + quote(dimension.key());
      String fixed = at.get(dimension.key());
      if (fixed != null && fixed.isEmpty()) {
        conditions.add(column + " IS NULL");
      } else if (fixed != null) {
        conditions.add(column + " = ?::" + dimension.kind().column());
        binds.add(fixed);
      }
      if (dimension.form() != null) {
        SqlFragment rows = rows(blueprint, actor, dimension.form());
        if (rows != null) {
          conditions.add("(%s IS NULL OR %s IN (%s))".formatted(column, column, rows.text()));
          binds.addAll(rows.binds());
        }
      }
    }
    return new Condition(String.join(" AND ", conditions), binds);
  }

  /** The ids of the records somebody may see; null for all. */
  @Nullable SqlFragment rows(Blueprint blueprint, Actor actor, String key) {
    Form form = blueprint.find(Form.TYPE, key).orElseThrow();
    FormAccess rights = access.of(blueprint, actor, form);
    FormNames columns = new FormNames(blueprint, workspace, form, "t", FormNames.Seen.ALL);
    Environment now = Environment.of(clock.instant(), workspace.zone());
    if (!rights.mayEver(FormAction.VIEW)) {
      return SqlFragment.of("SELECT NULL::uuid WHERE FALSE");
    }
    SqlFragment condition = rights.rows(FormAction.VIEW, columns, now);
    if (condition == null) {
      return null;
    }
    SqlFragment from = columns.from();
    List<@Nullable Object> binds = new ArrayList<>(from.binds());
    binds.addAll(condition.binds());
    return SqlFragment.ofList(
        "SELECT t.id FROM " + from.text() + " WHERE " + condition.text(), binds);
  }

  static Map<String, @Nullable String> key(Ledger ledger, java.sql.ResultSet row)
      throws java.sql.SQLException {
    Map<String, @Nullable String> key = new LinkedHashMap<>();
    for (String dimension : ledger.dimensions().keySet()) {
      key.put(dimension, row.getString(dimension));
    }
    return key;
  }

  private static Map<String, String> numbers(Ledger ledger, java.sql.ResultSet row)
      throws java.sql.SQLException {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (String account : ledger.accounts().keySet()) {
      numbers.put(account, number(row.getBigDecimal(account)));
    }
    for (String value : ledger.values().keySet()) {
      numbers.put(value, number(row.getBigDecimal(value)));
    }
    return numbers;
  }

  private static String number(@Nullable BigDecimal number) {
    return LimitRefusals.plain(Objects.requireNonNull(number));
  }

  private static List<String> broken(Ledger ledger, Boolean[] broken) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < ledger.limits().size(); i++) {
      if (Boolean.TRUE.equals(broken[i])) {
        keys.add(ledger.limits().get(i).key());
      }
    }
    return keys;
  }

  private List<BalancePage.Row> named(
      Blueprint blueprint, Ledger ledger, List<BalancePage.Row> rows) {
    Map<String, Map<String, String>> known = new LinkedHashMap<>();
    for (Dimension dimension : ledger.dimensions().values()) {
      List<String> values =
          rows.stream()
              .map(row -> row.key().get(dimension.key()))
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      known.put(dimension.key(), names.names(blueprint, dimension, values));
    }
    return rows.stream()
        .map(row -> {
          Map<String, String> texts = new LinkedHashMap<>();
          row.key()
              .forEach((key, value) ->
                  texts.put(
                      key,
                      value == null
                          ? ""
                          : Objects.requireNonNull(known.get(key)).getOrDefault(value, value)));
          return new BalancePage.Row(row.key(), texts, row.figures(), row.broken());
        })
        .toList();
  }
}
