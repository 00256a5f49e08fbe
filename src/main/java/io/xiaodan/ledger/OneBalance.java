package io.xiaodan.ledger;

import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every account and value of one combination of dimensions, whoever asks. */
@Component
class OneBalance {

  private final JdbcTemplate database;
  private final Workspace workspace;

  OneBalance(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  /** The figures by key; zeros where there is no such balance yet. */
  Map<String, BigDecimal> figures(Ledger ledger, Map<String, ? extends @Nullable String> key) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    List<String> keys = new ArrayList<>(ledger.accounts().keySet());
    keys.addAll(ledger.values().keySet());
    List<@Nullable Object> binds = new ArrayList<>();
    List<String> where = new ArrayList<>();
    for (Dimension dimension : ledger.dimensions().values()) {
      where.add(
          "b.%s IS NOT DISTINCT FROM ?::%s"
              .formatted(Workspace.quote(dimension.key()), dimension.kind().column()));
      binds.add(key.get(dimension.key()));
    }
    Map<String, BigDecimal> figures = new LinkedHashMap<>();
    keys.forEach(each -> figures.put(each, BigDecimal.ZERO));
    database.query(
        "SELECT %s FROM %s b WHERE %s"
            .formatted(
                String.join(", ", keys.stream().map(each -> sql.figure(each, "b")).toList()),
                sql.balances(),
                String.join(" AND ", where)),
        row -> {
          for (int i = 0; i < keys.size(); i++) {
            figures.put(keys.get(i), Objects.requireNonNull(row.getBigDecimal(i + 1)));
          }
        },
        binds.toArray());
    return figures;
  }
}
