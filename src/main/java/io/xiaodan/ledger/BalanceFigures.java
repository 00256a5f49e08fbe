package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.LiveField;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.LedgerFigures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The numbers that fields of records show of ledgers. */
@Component
class BalanceFigures implements LedgerFigures {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;

  BalanceFigures(JdbcTemplate database, Workspace workspace, JsonMapper json) {
    this.database = database;
    this.workspace = workspace;
    this.json = json;
  }

  @Override
  public List<@Nullable BigDecimal> figures(
      Blueprint blueprint,
      LiveField.Balance field,
      List<? extends Map<String, ? extends @Nullable String>> places) {
    Ledger ledger = blueprint.find(Ledger.TYPE, field.ledger()).orElseThrow();
    List<Map<String, @Nullable Object>> asked = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).values().stream().noneMatch(Objects::isNull)) {
        Map<String, @Nullable Object> place = new LinkedHashMap<>(places.get(i));
        place.put("_n", i);
        asked.add(place);
      }
    }
    List<@Nullable BigDecimal> figures = new ArrayList<>();
    places.forEach(place -> figures.add(null));
    if (!asked.isEmpty()) {
      database.query(
          statement(ledger, field),
          row -> {
            figures.set(row.getInt(1), Objects.requireNonNull(row.getBigDecimal(2)));
          },
          json.writeValueAsString(asked));
    }
    return figures;
  }

  private String statement(Ledger ledger, LiveField.Balance field) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    List<String> columns = new ArrayList<>();
    List<String> where = new ArrayList<>();
    field
        .at()
        .keySet()
        .forEach(key -> {
          String name = Workspace.quote(key);
          Dimension dimension = Objects.requireNonNull(ledger.dimensions().get(key));
          columns.add(name + " " + dimension.kind().column());
          where.add("b." + name + " = k." + name);
        });
    return "SELECT k._n, (SELECT COALESCE(sum(%s), 0) FROM %s b WHERE %s) FROM jsonb_to_recordset(?::jsonb) AS k(_n int, %s)"
        .formatted(
            sql.figure(field.figure(), "b"),
            sql.balances(),
            String.join(" AND ", where),
            String.join(", ", columns));
  }
}
