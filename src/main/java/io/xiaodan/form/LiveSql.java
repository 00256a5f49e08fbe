package io.xiaodan.form;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers made of other records, as a sub-select about one record, for statements that filter and
 * sort by them. They come out as they are shown.
 */
public final class LiveSql {

  private final Blueprint blueprint;
  private final Workspace workspace;
  private final Environment now;
  private final String record;
  private final String alias;

  /**
   * @param record alias of the record in the statement around
   * @param alias free for the records that are counted
   */
  LiveSql(Blueprint blueprint, Workspace workspace, Environment now, String record, String alias) {
    this.blueprint = blueprint;
    this.workspace = workspace;
    this.now = now;
    this.record = record;
    this.alias = alias;
  }

  /** A statement that gives one {@code value}. */
  SqlFragment rollUp(LiveField.RollUp field) {
    Rows rows = rows(field.form(), field.where());
    String text =
        "SELECT %s AS value FROM %s WHERE %s.deleted_at IS NULL AND %s = %s.id%s"
            .formatted(
                shown(field),
                rows.from().text(),
                alias,
                column(field.by()),
                record,
                rows.condition());
    return new SqlFragment(text, rows.binds(List.of()));
  }

  /** A statement that gives one {@code value}, or no row for a record without a place. */
  SqlFragment place(LiveField.Place field) {
    Rows rows = rows(field.form(), field.where());
    Form form = blueprint.find(Form.TYPE, field.form()).orElseThrow();
    FormField date = Objects.requireNonNull(form.fields().get(field.of()));
    boolean moment = date.type().column().equals("timestamptz");
    String of = column(field.of());
    String day = moment ? "(" + of + " AT TIME ZONE ?::text)::date" : of;
    String number =
        field.interval()
            ? "(" + day + " - lag(" + day + ") OVER w)::numeric"
            : "(row_number() OVER w)::numeric";
    String zone = workspace.zone().getId();
    String text =
        "SELECT p.value FROM (SELECT %1$s.id, %2$s AS value FROM %3$s WHERE %1$s.deleted_at IS NULL AND %4$s IS NOT NULL AND %5$s = %6$s.%7$s%8$s WINDOW w AS (ORDER BY %4$s, %1$s.id)) p WHERE p.id = %6$s.id"
            .formatted(
                alias,
                number,
                rows.from().text(),
                of,
                column(field.by()),
                record,
                quote(field.by()),
                rows.condition());
    return new SqlFragment(
        text, rows.binds(field.interval() && moment ? List.of(zone, zone) : List.of()));
  }

  /** The records that are counted. */
  private record Rows(SqlFragment from, @Nullable SqlFragment where) {

    String condition() {
      return where == null ? "" : " AND " + where.text();
    }

    List<@Nullable Object> binds(List<String> first) {
      List<@Nullable Object> binds = new ArrayList<>(first);
      binds.addAll(from.binds());
      if (where != null) {
        binds.addAll(where.binds());
      }
      return binds;
    }
  }

  private Rows rows(String key, @Nullable Formula where) {
    Form form = blueprint.find(Form.TYPE, key).orElseThrow();
    FormNames names = new FormNames(blueprint, workspace, form, alias, FormNames.Seen.ALL);
    SqlFragment condition = where == null ? null : where.toSqlFilter(names, now);
    return new Rows(names.from(), condition);
  }

  private String shown(LiveField.RollUp field) {
    String aggregate = aggregate(field, alias);
    return switch (field.aggregate()) {
      case "count" -> aggregate + "::numeric";
      case "sum" -> "coalesce(" + aggregate + ", 0)";
      default ->
          field.type() instanceof DecimalType decimal
              ? "round(" + aggregate + ", " + decimal.scale() + ")"
              : aggregate;
    };
  }

  /** What is made of the records, before it is rounded as it is shown. */
  public static String aggregate(LiveField.RollUp field, String alias) {
    String of = field.of() == null ? "*" : alias + "." + quote(field.of());
    return switch (field.aggregate()) {
      case "sum" -> "sum(" + of + ")";
      case "average" -> "avg(" + of + ")";
      case "minimum" -> "min(" + of + ")";
      case "maximum" -> "max(" + of + ")";
      default -> "count(*)";
    };
  }

  private String column(String key) {
    return alias + "." + quote(key);
  }
}
