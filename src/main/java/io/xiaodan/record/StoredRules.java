package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.Validation;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.platform.Invariant;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Every value that is computed equals its formula, and every record meets what its form demands:
 * the database works both out again, by itself and by another way than the one that wrote them.
 */
@Component
class StoredRules implements Invariant {

  private static final int EXAMPLES = 5;
  private static final Set<String> COMPARED = Set.of("numeric", "text", "date", "boolean");

  /** What these give depends on when they are asked. */
  private static final Pattern CLOCK = Pattern.compile("(?i)\\b(TODAY|NOW)\\s*\\(");

  private final Blueprints blueprints;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  StoredRules(Blueprints blueprints, JdbcTemplate database, Workspace workspace, Clock clock) {
    this.blueprints = blueprints;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public List<Finding> check() {
    Blueprint blueprint = blueprints.current();
    List<Finding> findings = new ArrayList<>();
    for (Form form : blueprint.all(Form.TYPE).values()) {
      Map<String, Tally> tallies = new LinkedHashMap<>();
      look(blueprint, form, null, tallies);
      for (LineItems lines : form.lines().values()) {
        look(blueprint, form, lines, tallies);
      }
      tallies.forEach((invariant, tally) ->
          findings.add(
              new Finding(
                  "form/" + form.key(),
                  invariant,
                  tally.compared,
                  tally.offenders,
                  tally.examples)));
    }
    return findings;
  }

  private static final class Tally {
    private long compared;
    private long offenders;
    private final List<Example> examples = new ArrayList<>();
  }

  private void look(
      Blueprint blueprint, Form form, @Nullable LineItems lines, Map<String, Tally> tallies) {
    Map<String, FormField> fields = lines == null ? form.fields() : lines.columns();
    fields.forEach((key, field) -> {
      Formula formula = field.filling().formula();
      if (formula != null && COMPARED.contains(field.type().column())) {
        count(
            blueprint,
            form,
            lines,
            formula,
            (names, value) ->
                names.column(new Path(List.of(key))).text()
                    + " IS DISTINCT FROM "
                    + (field.type() instanceof DecimalType decimal
                        ? "round((%s)::numeric, %d)".formatted(value, decimal.scale())
                        : "(" + value + ")"),
            tallies.computeIfAbsent("computed", name -> new Tally()));
      }
    });
    for (Validation rule : lines == null ? form.validations() : lines.validations()) {
      count(
          blueprint,
          form,
          lines,
          rule.formula(),
          (names, value) -> {
            StringBuilder broken = new StringBuilder("NOT COALESCE((" + value + "), FALSE)");
            rule.fields()
                .forEach(field ->
                    broken
                        .append(" AND ")
                        .append(names.column(new Path(List.of(field))).text())
                        .append(" IS NOT NULL"));
            return broken.toString();
          },
          tallies.computeIfAbsent("validations", name -> new Tally()));
    }
  }

  /** The condition of what is wrong, from what a formula gives. */
  private interface Wrong {
    String of(SqlNames names, String value);
  }

  private void count(
      Blueprint blueprint,
      Form form,
      @Nullable LineItems lines,
      Formula formula,
      Wrong wrong,
      Tally tally) {
    if (CLOCK.matcher(formula.text()).find()) {
      return;
    }
    FormNames head = new FormNames(blueprint, workspace, form, "t", FormNames.Seen.ALL);
    SqlRows rows = lines == null ? null : head.rows(new Path(List.of(lines.key())));
    SqlNames names = rows == null ? head : rows.names();
    SqlFragment value;
    try {
      value = formula.toSql(names, Environment.of(clock.instant(), workspace.zone()));
    } catch (FormulaException e) {
      return;
    }
    String condition = wrong.of(names, value.text());
    SqlFragment from = head.from();
    String title = quote(form.title());
    String source =
        rows == null
            ? from.text()
            : from.text() + " JOIN " + rows.from().text() + " ON " + rows.where().text();
    List<@Nullable Object> binds = new ArrayList<>(value.binds());
    binds.addAll(from.binds());
    database.query(
        "SELECT count(*), count(*) FILTER (WHERE wrong), (array_agg(title) FILTER (WHERE wrong))[1:%1$d], (array_agg(id) FILTER (WHERE wrong))[1:%1$d] FROM (SELECT t.id, COALESCE(t.%2$s::text, t.id::text) AS title, (%3$s) AS wrong FROM %4$s WHERE t.deleted_at IS NULL) checked"
            .formatted(EXAMPLES, title, condition, source),
        row -> {
          tally.compared += row.getLong(1);
          tally.offenders += row.getLong(2);
          java.sql.Array titles = row.getArray(3);
          java.sql.Array ids = row.getArray(4);
          if (titles != null && ids != null) {
            Object[] named = (Object[]) titles.getArray();
            Object[] records = (Object[]) ids.getArray();
            for (int i = 0; i < named.length && tally.examples.size() < EXAMPLES; i++) {
              tally.examples.add(
                  Example.of(String.valueOf(named[i]), form.key(), (UUID) records[i]));
            }
          }
        },
        binds.toArray());
  }
}
