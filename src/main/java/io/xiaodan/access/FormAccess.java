package io.xiaodan.access;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Organisation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one person may do with the records of one form. The rights of several roles combine per row
 * and field: something is allowed if one role alone allows it for that very row and that very
 * field.
 */
public final class FormAccess {

  private final Actor actor;
  private final Form form;
  private final List<FormRights> roles;
  private final Organisation organisation;
  private final Supplier<Narrowed> narrowing;
  private @Nullable Narrowed narrowed;

  /**
   * @param organisation the company, for rights that reach as far as a department or a team
   * @param narrowing what waits for the person and takes away from their rights; asked when needed
   */
  FormAccess(
      Actor actor,
      Form form,
      List<FormRights> roles,
      Organisation organisation,
      Supplier<Narrowed> narrowing) {
    this.organisation = organisation;
    this.actor = actor;
    this.form = form;
    this.roles = List.copyOf(roles);
    this.narrowing = narrowing;
  }

  private Narrowed narrowed() {
    Narrowed known = narrowed;
    if (known == null) {
      known = narrowing.get();
      narrowed = known;
    }
    return known;
  }

  /** The same as far as roles go, whatever waits for the person. */
  FormAccess byRoles() {
    return new FormAccess(actor, form, roles, organisation, () -> Narrowed.NOT);
  }

  /** The form this is about. */
  public Form form() {
    return form;
  }

  /** Whether there may be any row for which the action is allowed. */
  public boolean mayEver(FormAction action) {
    return roles.stream().anyMatch(rights -> !(rights.rows(action) instanceof RowScope.None));
  }

  /** Whether records may be made. */
  public boolean mayCreate() {
    return roles.stream().anyMatch(FormRights::create);
  }

  /** Whether records may be imported. */
  public boolean mayImport() {
    return roles.stream().anyMatch(FormRights::imports);
  }

  /** Whether records may be exported. */
  public boolean mayExport() {
    return roles.stream().anyMatch(FormRights::exports);
  }

  /** Whether records may be printed. */
  public boolean mayPrint() {
    return roles.stream().anyMatch(FormRights::prints);
  }

  /** Whether views may be shared with others. */
  public boolean mayShare() {
    return roles.stream().anyMatch(FormRights::shares);
  }

  /** Whether records in the recycle bin may be removed for good. */
  public boolean mayPurge() {
    return roles.stream().anyMatch(FormRights::purges);
  }

  /** Whether the action is allowed on a record. */
  public boolean may(FormAction action, Values record, Environment environment) {
    return roles.stream().anyMatch(rights -> reaches(rights.rows(action), record, environment));
  }

  /** What may be done with a field of a record: what the roles say, less what a task takes away. */
  public FieldAccess field(String key, Values record, Environment environment) {
    FieldAccess best = FieldAccess.HIDDEN;
    for (FormRights rights : roles) {
      FieldAccess granted = granted(rights, key, record, environment);
      best = granted.compareTo(best) > 0 ? granted : best;
    }
    FieldAccess most = best == FieldAccess.HIDDEN ? best : most(key, record);
    return most.compareTo(best) < 0 ? most : best;
  }

  private FieldAccess most(String key, Values record) {
    Narrowed now = narrowed();
    return now == Narrowed.NOT ? FieldAccess.EDIT : now.most(record.get("id"), key);
  }

  private FieldAccess granted(
      FormRights rights, String key, Values record, Environment environment) {
    FieldAccess access = rights.field(key);
    if (access == FieldAccess.HIDDEN
        || !reaches(rights.rows(FormAction.VIEW), record, environment)) {
      return FieldAccess.HIDDEN;
    }
    return access == FieldAccess.EDIT && !reaches(rights.rows(FormAction.EDIT), record, environment)
        ? FieldAccess.READ
        : access;
  }

  /**
   * Whether a part of a field's value is shown of a record, to somebody from whom the value itself
   * is hidden.
   */
  public boolean isMasked(String key, Values record, Environment environment) {
    return field(key, record, environment) == FieldAccess.HIDDEN
        && roles.stream()
            .filter(rights -> rights.masked().contains(key))
            .anyMatch(rights -> reaches(rights.rows(FormAction.VIEW), record, environment))
        && most(key, record) != FieldAccess.HIDDEN;
  }

  /** Whether the value behind a mask may be asked for. */
  public boolean mayReveal(String key, Values record, Environment environment) {
    return isMasked(key, record, environment)
        && roles.stream()
            .filter(rights -> rights.reveals().contains(key))
            .anyMatch(rights -> reaches(rights.rows(FormAction.VIEW), record, environment));
  }

  /** Whether a field is seen in no row, and in some of them masked; for screens. */
  public boolean isMaskedAtMost(String key) {
    return fieldEver(key) == FieldAccess.HIDDEN
        && roles.stream().anyMatch(rights -> rights.masked().contains(key));
  }

  /** What may be done with a field when a record is made. */
  public FieldAccess fieldOnCreate(String key) {
    return roles.stream()
        .filter(FormRights::create)
        .map(rights -> rights.field(key))
        .max(FieldAccess::compareTo)
        .orElse(FieldAccess.HIDDEN);
  }

  /** The most that may be done with a field in any row; for screens. */
  public FieldAccess fieldEver(String key) {
    return roles.stream()
        .map(rights -> rights.field(key))
        .max(FieldAccess::compareTo)
        .orElse(FieldAccess.HIDDEN);
  }

  /**
   * Whether a field is seen in every row that is seen, so that it may be searched, sorted and
   * summed by.
   */
  public boolean seesFieldAlways(String key) {
    return roles.stream()
            .filter(rights -> !(rights.rows(FormAction.VIEW) instanceof RowScope.None))
            .noneMatch(rights -> rights.field(key) == FieldAccess.HIDDEN)
        && !narrowed().hides(key);
  }

  /** Whether somebody who sees the form is nowhere to see a field of it. */
  public boolean isHiddenEverywhere(String key) {
    return !roles.isEmpty()
        && roles.stream().allMatch(rights -> rights.field(key) == FieldAccess.HIDDEN);
  }

  /** The condition in SQL that picks the rows for which an action is allowed; null when all are. */
  public @Nullable SqlFragment rows(FormAction action, SqlNames names, Environment environment) {
    List<String> conditions = new ArrayList<>();
    List<@Nullable Object> binds = new ArrayList<>();
    for (FormRights rights : roles) {
      switch (rights.rows(action)) {
        case RowScope.All _ -> {
          return null;
        }
        case RowScope.None _ -> {}
        case RowScope.Mine _ -> {
          Path path = Path.of("created_by");
          SqlFragment id = names.identifier(path).orElse(null);
          SqlFragment creator = id == null ? names.column(path) : id;
          conditions.add(creator.text() + (id == null ? " = ?::text" : " = ?::uuid"));
          binds.addAll(creator.binds());
          binds.add(actor.personId().toString());
        }
        case RowScope.Team team -> {
          SqlFragment condition = new TeamRows(organisation, actor.personId(), team).sql(names);
          conditions.add(condition.text());
          binds.addAll(condition.binds());
        }
        case RowScope.Where where -> {
          SqlFragment condition =
              where.formula().toSqlFilter(new MeNames(names, actor), environment);
          conditions.add(condition.text());
          binds.addAll(condition.binds());
        }
      }
    }
    return conditions.isEmpty()
        ? SqlFragment.of("FALSE")
        : new SqlFragment("(" + String.join(" OR ", conditions) + ")", binds);
  }

  private boolean reaches(RowScope scope, Values record, Environment environment) {
    return switch (scope) {
      case RowScope.All _ -> true;
      case RowScope.None _ -> false;
      case RowScope.Mine _ ->
          actor.personId().toString().equals(String.valueOf(record.get("created_by")));
      case RowScope.Team team -> new TeamRows(organisation, actor.personId(), team).reaches(record);
      case RowScope.Where where -> where.formula().test(withMe(record), environment);
    };
  }

  private Values withMe(Values record) {
    Values me = name -> name.equals("name") ? actor.name() : actor.personId().toString();
    return name -> name.equals(MeSchema.ME) ? me : record.get(name);
  }
}
