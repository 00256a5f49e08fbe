package io.xiaodan.planning;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.form.FormNames;
import io.xiaodan.planning.engine.Croston;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** What was wanted of a material in the weeks past, and what that foretells. */
@Component
class Forecasts {

  private static final int WEEKS = 52;

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  Forecasts(JdbcTemplate database, Workspace workspace, Clock clock) {
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** The last year by weeks, without the one that is not over; null where no history is kept. */
  Plans.@Nullable Forecast of(PlanningDesk.Open open, UUID material) {
    Planning.Source source = open.of().history();
    if (source == null) {
      return null;
    }
    LocalDate monday =
        clock
            .instant()
            .atZone(workspace.zone())
            .toLocalDate()
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = monday.minusWeeks(WEEKS);
    List<Double> weeks = new ArrayList<>(Collections.nCopies(WEEKS, 0.0));
    SqlFragment query = query(open, source, material, first, monday);
    database.query(
        query.text(),
        (RowCallbackHandler)
            row -> {
              LocalDate day = Objects.requireNonNull(row.getObject(1, LocalDate.class));
              int week = (int) ChronoUnit.WEEKS.between(first, day);
              weeks.set(week, weeks.get(week) + row.getDouble(2));
            },
        query.binds().toArray());
    return new Plans.Forecast(first, weeks, Croston.of(weeks));
  }

  private SqlFragment query(
      PlanningDesk.Open open, Planning.Source source, UUID material, LocalDate from, LocalDate to) {
    Environment now = Environment.of(clock.instant(), workspace.zone());
    FormNames names =
        new FormNames(open.blueprint(), workspace, source.form(), "t", FormNames.Seen.ALL);
    SqlRows rows =
        source.lines() == null ? null : names.rows(new Path(List.of(source.lines().key())));
    SqlNames fields = rows == null ? names : rows.names();
    SqlFragment day = source.date().toSql(fields, now);
    SqlFragment when =
        source.when() == null ? SqlFragment.of("TRUE") : source.when().toSqlFilter(fields, now);
    SqlFragment heads = names.from();
    List<@Nullable Object> binds = new ArrayList<>(day.binds());
    binds.addAll(heads.binds());
    String tables = heads.text();
    if (rows != null) {
      tables += " JOIN " + rows.from().text() + " ON " + rows.where().text();
      binds.addAll(rows.from().binds());
      binds.addAll(rows.where().binds());
    }
    binds.add(material.toString());
    binds.addAll(when.binds());
    binds.add(from.toString());
    binds.add(to.toString());
    String text =
        "SELECT day, sum(quantity) FROM (SELECT %s AS day, %s AS quantity FROM %s WHERE t.deleted_at IS NULL AND (%s)::uuid = ?::uuid AND %s) x WHERE day >= ?::date AND day < ?::date GROUP BY day"
            .formatted(
                day.text(),
                fields.column(new Path(List.of(source.quantity()))).text(),
                tables,
                fields.column(new Path(List.of(source.material()))).text(),
                when.text());
    return new SqlFragment(text, binds);
  }
}
