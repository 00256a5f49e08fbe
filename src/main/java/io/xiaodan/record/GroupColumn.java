package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group as a column of a statement.
 *
 * @param group what is asked for
 * @param field null for what the system keeps
 * @param value the expression records are put together by
 * @param order what the groups are ordered by; depends on the value alone
 */
record GroupColumn(Group group, @Nullable FormField field, SqlFragment value, SqlFragment order) {

  private static final String LONG_TEXT = "long_text";

  private static final Map<String, ValueType> SYSTEM =
      Map.of(
          "created_at", ValueType.DATETIME,
          "updated_at", ValueType.DATETIME,
          "created_by", ValueType.TEXT,
          "updated_by", ValueType.TEXT,
          "flow_state", ValueType.TEXT);

  /** Where the statement stands. */
  record Ground(CountedField.Ground fields, RecordViews views, Workspace workspace) {}

  /**
   * @param name what the value is called where the groups are ordered
   */
  static GroupColumn of(Group group, String name, Ground ground) {
    CountedField found = CountedField.find(group.field(), ground.fields);
    FormField field = found == null ? null : found.field();
    ValueType type =
        field != null
            ? field.type().valueType()
            : isOfForm(group, ground) ? null : SYSTEM.get(group.field());
    boolean days = type == ValueType.DATE || type == ValueType.DATETIME;
    boolean refused =
        type instanceof ValueType.ListOf
            || (group.bucket() != null && !days)
            || (field != null && field.type().name().equals(LONG_TEXT));
    if (type == null || refused) {
      throw Problem.of(ProblemKind.MALFORMED, "record.group", "field", group.field()).exception();
    }
    String column = found == null ? ground.fields.names().bare(group.field()) : found.column();
    if (days) {
      SqlFragment day = day(column, type, group.bucket(), ground.workspace.zone());
      return new GroupColumn(group, field, day, SqlFragment.of(name));
    }
    return new GroupColumn(group, field, SqlFragment.of(column), order(group, field, name, ground));
  }

  /** A field of this name is not seen, or not in every row. */
  private static boolean isOfForm(Group group, Ground ground) {
    return ground.fields.rights().form().fields().containsKey(group.field());
  }

  /** The first day of the bucket; a moment is put by its day where no bucket is asked for. */
  private static SqlFragment day(
      String column, ValueType type, Group.@Nullable Bucket bucket, ZoneId zone) {
    boolean moment = type == ValueType.DATETIME;
    String local = moment ? column + " AT TIME ZONE ?::text" : column;
    List<@Nullable Object> binds = moment ? List.of(zone.getId()) : List.of();
    String text =
        bucket == null || bucket == Group.Bucket.DAY
            ? "(" + local + ")::date"
            : "date_trunc('" + bucket.key() + "', (" + local + ")::timestamp)::date";
    return new SqlFragment(text, binds);
  }

  private static SqlFragment order(
      Group group, @Nullable FormField field, String column, Ground ground) {
    if (field != null && field.type() instanceof SelectType select) {
      return SqlFragment.of(
          "array_position(?::text[], " + column + ")",
          (Object) select.options().keySet().toArray(String[]::new));
    }
    if (field != null && field.type() instanceof ReferenceType reference) {
      return title(reference, column, ground);
    }
    boolean person =
        field == null ? group.field().endsWith("_by") : field.type() instanceof PersonType;
    if (person) {
      return SqlFragment.of(
          "array_position(?::uuid[], " + column + ")",
          (Object)
              ground.views.peopleByName().stream().map(Object::toString).toArray(String[]::new));
    }
    boolean text = field != null && field.type().valueType() == ValueType.TEXT;
    return SqlFragment.of(text ? column + " COLLATE \"zh-x-icu\"" : column);
  }

  /** References by their names, unless those are withheld. */
  private static SqlFragment title(ReferenceType reference, String column, Ground ground) {
    Form target = ground.fields.caller().blueprint().find(Form.TYPE, reference.form()).orElse(null);
    if (target == null
        || ground.views.rights(ground.fields.caller(), target).isHiddenEverywhere(target.title())) {
      return SqlFragment.of(column);
    }
    return SqlFragment.of(
        "(SELECT n.%s::text COLLATE \"zh-x-icu\" FROM %s n WHERE n.id = %s)"
            .formatted(quote(target.title()), ground.workspace.table(target.table()), column));
  }
}
