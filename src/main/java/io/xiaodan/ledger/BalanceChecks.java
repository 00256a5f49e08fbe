package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.platform.Invariant;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Balances beside what they are made of, and beside their limits. */
@Component
class BalanceChecks {

  private final Blueprints blueprints;
  private final DimensionNames names;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;

  BalanceChecks(
      Blueprints blueprints,
      DimensionNames names,
      JdbcTemplate database,
      Workspace workspace,
      JsonMapper json) {
    this.blueprints = blueprints;
    this.names = names;
    this.database = database;
    this.workspace = workspace;
    this.json = json;
  }

  /** Every balance beside the sum of its entries. */
  void sums(Ledger ledger, Found found) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    compare(ledger, sql.balances(), sql.dimensions(), found);
  }

  void days(Ledger ledger, Found found) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    compare(ledger, sql.days(), sql.dimensions() + ", _day", found);
  }

  private void compare(Ledger ledger, String table, String by, Found found) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    String sums =
        sql.eachAccount(account ->
            "COALESCE(sum(_quantity) FILTER (WHERE _account = %s), 0) AS %s"
                .formatted(LedgerSql.literal(account.key()), Workspace.quote(account.key())));
    String kept = sql.accounts(key -> "sum(" + key + ") AS " + key);
    String same = sql.accounts(key -> "sum(" + key + ") <> 0").replace(", ", " OR ");
    String text =
        """
        SELECT to_jsonb(d)::text, wrong FROM (
          SELECT %1$s, %6$s AS wrong FROM (
            SELECT %1$s, %2$s FROM %3$s GROUP BY %1$s
            UNION ALL SELECT %1$s, %4$s FROM (SELECT %1$s, %5$s FROM %7$s GROUP BY %1$s) k
          ) both_sides GROUP BY %1$s) d
        """
            .formatted(by, kept, table, sql.accounts(key -> "-" + key), sums, same, sql.entries());
    database.query(
        text,
        row -> {
          String place = String.valueOf(row.getString(1));
          found.add(!row.getBoolean(2), () -> example(ledger, place));
        });
  }

  /** A balance by its dimensions, from its row as JSON. */
  private Invariant.Example example(Ledger ledger, String row) {
    JsonNode values = json.readTree(row);
    Map<String, String> at = new LinkedHashMap<>();
    List<String> called = new ArrayList<>();
    for (Dimension dimension : ledger.dimensions().values()) {
      String value = values.path(dimension.key()).asString("");
      at.put(dimension.key(), value);
      if (!value.isEmpty()) {
        called.add(
            names
                .names(blueprints.current(), dimension, List.of(value))
                .getOrDefault(value, value));
      }
    }
    return new Invariant.Example(String.join(" / ", called), null, null, at);
  }

  /** Every balance beside every limit. */
  void limits(Ledger ledger, Found found) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    for (Limit limit : ledger.limits()) {
      String text =
          "SELECT %s < 0, to_jsonb(b)::text FROM %s b"
              .formatted(LedgerSql.formula(limit.value(), "b"), sql.balances());
      database.query(
          text,
          row -> {
            String place = String.valueOf(row.getString(2));
            found.add(!row.getBoolean(1), () -> example(ledger, place));
          });
    }
  }
}
