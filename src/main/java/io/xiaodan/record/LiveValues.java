package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.LiveSql;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The values of fields that have no column. A lookup shows what its reader may see of the record it
 * leads to; a roll-up is the same number for everybody who may see the field.
 */
@Component
class LiveValues {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final References references;

  LiveValues(JdbcTemplate database, Workspace workspace, References references) {
    this.database = database;
    this.workspace = workspace;
    this.references = references;
  }

  /** A value with the field it is a value of. */
  record Looked(FormField field, Object value) {}

  /**
   * What a lookup finds; null where a reference is empty, leads to what the caller may not see, or
   * the field is empty or hidden there.
   *
   * @param fields the fields of the record or row the lookup stands in
   * @param from their values
   */
  @Nullable Looked look(
      Caller caller,
      RecordViews views,
      LiveField.Lookup lookup,
      SequencedMap<String, FormField> fields,
      Map<String, Object> from) {
    SequencedMap<String, FormField> at = fields;
    Map<String, Object> values = from;
    for (int i = 0; i < lookup.path().size() - 1; i++) {
      FormField reference = at.get(lookup.path().get(i));
      if (reference == null
          || !(reference.type() instanceof ReferenceType type)
          || !(values.get(reference.key()) instanceof UUID id)) {
        return null;
      }
      Form target = caller.blueprint().find(Form.TYPE, type.form()).orElseThrow();
      ReferencedRecord record = references.find(caller.blueprint(), target, id);
      if (record == null || !isSeen(caller, views, target, record, lookup.path().get(i + 1))) {
        return null;
      }
      at = target.fields();
      values = record.values();
    }
    FormField field = at.get(lookup.path().getLast());
    Object value = values.get(lookup.path().getLast());
    return field == null || value == null ? null : new Looked(field, value);
  }

  private boolean isSeen(
      Caller caller, RecordViews views, Form form, ReferencedRecord record, String field) {
    if (caller.isFree()) {
      return true;
    }
    FormAccess rights = views.rights(caller, form);
    Values view = new RecordValues(caller.blueprint(), references).of(form, record);
    return views.mayRefer(caller, form, record)
        && rights.field(field, view, views.environment()) != FieldAccess.HIDDEN;
  }

  /** A roll-up of many records in one query; records nobody refers to are left out. */
  Map<UUID, Object> rollUp(
      Blueprint blueprint, LiveField.RollUp field, Collection<UUID> records, Environment now) {
    Form form = blueprint.find(Form.TYPE, field.form()).orElseThrow();
    FormNames names = new FormNames(blueprint, workspace, form, "t", FormNames.Seen.ALL);
    SqlFragment where = field.where() == null ? null : field.where().toSqlFilter(names, now);
    SqlFragment from = names.from();
    String by = "t." + quote(field.by());
    List<@Nullable Object> binds = new ArrayList<>(from.binds());
    binds.add(records.stream().map(UUID::toString).toArray(String[]::new));
    if (where != null) {
      binds.addAll(where.binds());
    }
    String sql =
        "SELECT %s, %s FROM %s WHERE t.deleted_at IS NULL AND %s = ANY (?::uuid[])%s GROUP BY 1"
            .formatted(
                by,
                LiveSql.aggregate(field, "t"),
                from.text(),
                by,
                where == null ? "" : " AND " + where.text());
    Map<UUID, Object> found = new HashMap<>();
    database.query(
        sql,
        row -> {
          Object value = row.getObject(2);
          Object fitted =
              switch (value) {
                case null -> null;
                case Number number -> field.type().fit(new BigDecimal(number.toString())).value();
                default -> field.type().fromColumn(value);
              };
          if (fitted != null) {
            found.put(Objects.requireNonNull(row.getObject(1, UUID.class)), fitted);
          }
        },
        binds.toArray());
    return found;
  }

  /** The places of many records in one query; records without a place are left out. */
  Map<UUID, Object> places(
      Blueprint blueprint, LiveField.Place field, Collection<UUID> records, Environment now) {
    Form form = blueprint.find(Form.TYPE, field.form()).orElseThrow();
    FormNames names = new FormNames(blueprint, workspace, form, "t", FormNames.Seen.ALL);
    SqlFragment where = field.where() == null ? null : field.where().toSqlFilter(names, now);
    SqlFragment from = names.from();
    String by = "t." + quote(field.by());
    String of = "t." + quote(field.of());
    FormField date = Objects.requireNonNull(form.fields().get(field.of()));
    boolean moment = date.type().column().equals("timestamptz");
    String day = moment ? "(" + of + " AT TIME ZONE ?::text)::date" : of;
    String ids = "?::uuid[]";
    String[] wanted = records.stream().map(UUID::toString).toArray(String[]::new);
    List<@Nullable Object> binds = new ArrayList<>();
    if (field.interval() && moment) {
      binds.add(workspace.zone().getId());
      binds.add(workspace.zone().getId());
    }
    binds.addAll(from.binds());
    binds.add(wanted);
    if (where != null) {
      binds.addAll(where.binds());
    }
    binds.add(wanted);
    String number =
        field.interval()
            ? "(" + day + " - lag(" + day + ") OVER w)::numeric"
            : "(row_number() OVER w)::numeric";
    String sql =
        "SELECT id, place FROM (SELECT t.id, %s AS place FROM %s WHERE t.deleted_at IS NULL AND %s IS NOT NULL AND %s IN (SELECT %s FROM %s WHERE id = ANY (%s))%s WINDOW w AS (PARTITION BY %s ORDER BY %s, t.id)) x WHERE place IS NOT NULL AND id = ANY (%s)"
            .formatted(
                number,
                from.text(),
                of,
                by,
                quote(field.by()),
                workspace.table(form.table()),
                ids,
                where == null ? "" : " AND " + where.text(),
                by,
                of,
                ids);
    Map<UUID, Object> found = new HashMap<>();
    database.query(
        sql,
        row -> {
          Object fitted = field.type().fit(row.getBigDecimal(2)).value();
          if (fitted != null) {
            found.put(Objects.requireNonNull(row.getObject(1, UUID.class)), fitted);
          }
        },
        binds.toArray());
    return found;
  }

  /** What stands where no record refers to one: nothing sums up to zero. */
  static @Nullable Object none(LiveField.RollUp field) {
    boolean zero = field.aggregate().equals("count") || field.aggregate().equals("sum");
    return zero ? field.type().fit(BigDecimal.ZERO).value() : null;
  }
}
