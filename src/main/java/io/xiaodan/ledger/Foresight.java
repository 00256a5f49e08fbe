package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.Formula;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a number made of accounts will be on the days to come, as far as is known today. */
@Component
class Foresight {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  Foresight(JdbcTemplate database, Workspace workspace, Clock clock) {
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** The number from a day on, until the next. */
  record Step(LocalDate day, BigDecimal amount) {}

  LocalDate today() {
    return clock.instant().atZone(workspace.zone()).toLocalDate();
  }

  /** The steps of a number from today on, in order; the first is today's. */
  List<Step> steps(
      Ledger ledger, Formula value, Map<String, ? extends @Nullable String> key, LocalDate today) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    String given =
        ledger.dimensions().values().stream()
            .map(each -> "?::" + each.kind().column() + " AS " + quote(each.key()))
            .collect(Collectors.joining(", "));
    List<@Nullable Object> binds = new ArrayList<>();
    ledger.dimensions().keySet().forEach(each -> binds.add(key.get(each)));
    binds.add(today.toString());
    String text =
        "SELECT c._day, %s FROM (SELECT %s, ?::date AS _today) k CROSS JOIN LATERAL (%s) c ORDER BY c._day"
            .formatted(
                LedgerSql.formula(value, "c"),
                given,
                Projection.sql(ledger, sql, "k", "k._today"));
    return database.query(
        text,
        (row, number) ->
            new Step(
                Objects.requireNonNull(row.getObject(1, LocalDate.class)),
                Objects.requireNonNull(row.getBigDecimal(2))),
        binds.toArray());
  }

  /** The first day from which on the number never falls below what is needed; null for none. */
  @Nullable LocalDate earliest(
      Ledger ledger,
      Formula value,
      Map<String, ? extends @Nullable String> key,
      BigDecimal needed) {
    List<Step> steps = steps(ledger, value, key, today());
    LocalDate earliest = null;
    for (Step step : steps.reversed()) {
      if (step.amount().compareTo(needed) < 0) {
        break;
      }
      earliest = step.day();
    }
    return earliest;
  }
}
