package io.xiaodan.access;

import io.xiaodan.access.AccessExplanation.FieldSays;
import io.xiaodan.access.AccessExplanation.RoleSays;
import io.xiaodan.access.AccessExplanation.ScopeSays;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.Role;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says which role lets somebody do what, by asking the very code that decides it. */
@Component
public class AccessExplainer {

  private final Access access;
  private final Roles roles;
  private final Departments departments;

  AccessExplainer(Access access, Roles roles, Departments departments) {
    this.access = access;
    this.roles = roles;
    this.departments = departments;
  }

  /**
   * Explains the rights of one person on one record.
   *
   * @param who the person, with their roles
   * @param record the record as formulas see it
   */
  public AccessExplanation explain(
      Blueprint blueprint, Actor who, Form form, Values record, Environment environment) {
    FormAccess all = access.of(blueprint, who, form);
    Map<FormAction, Boolean> may = new EnumMap<>(FormAction.class);
    for (FormAction action : FormAction.values()) {
      may.put(action, all.may(action, record, environment));
    }
    Map<String, FormAccess> alone = new LinkedHashMap<>();
    List<RoleSays> says = new ArrayList<>();
    for (String key : who.roles().stream().sorted().toList()) {
      RoleRights role = blueprint.all(RoleRights.TYPE).get(key);
      boolean builds = roles.find(key).map(found -> found.builds()).orElse(false);
      FormRights rights =
          builds ? FormRights.FULL : role == null ? null : role.forms().get(form.key());
      if (rights != null) {
        alone.put(
            key,
            new FormAccess(
                who, form, List.of(rights), departments.organisation(), () -> Narrowed.NOT));
      }
      says.add(
          new RoleSays(
              key,
              roles.find(key).map(Role::label).orElse(Label.of(key)),
              rights != null,
              rights == null ? Map.of() : scopes(rights, alone.get(key), record, environment)));
    }
    Map<String, FieldSays> fields = new LinkedHashMap<>();
    Stream.concat(form.fields().keySet().stream(), form.lines().keySet().stream())
        .forEach(field -> fields.put(field, field(field, all, alone, record, environment)));
    return new AccessExplanation(roles.builds(who), may, List.copyOf(says), fields);
  }

  private static Map<FormAction, ScopeSays> scopes(
      FormRights rights,
      @org.jspecify.annotations.Nullable FormAccess alone,
      Values record,
      Environment environment) {
    Map<FormAction, ScopeSays> scopes = new EnumMap<>(FormAction.class);
    for (FormAction action : FormAction.values()) {
      boolean reaches = Objects.requireNonNull(alone).may(action, record, environment);
      scopes.put(
          action,
          switch (rights.rows(action)) {
            case RowScope.All _ -> ScopeSays.of("all", reaches);
            case RowScope.Mine _ -> ScopeSays.of("mine", reaches);
            case RowScope.None _ -> ScopeSays.of("none", reaches);
            case RowScope.Team team -> ScopeSays.of(team, reaches);
            case RowScope.Where where ->
                new ScopeSays("formula", where.formula().text(), null, reaches);
          });
    }
    return scopes;
  }

  private static FieldSays field(
      String key,
      FormAccess all,
      Map<String, FormAccess> alone,
      Values record,
      Environment environment) {
    String outcome = outcome(key, all, record, environment);
    List<String> by =
        outcome.equals("hidden")
            ? List.of()
            : alone.entrySet().stream()
                .filter(role -> outcome(key, role.getValue(), record, environment).equals(outcome))
                .map(Map.Entry::getKey)
                .toList();
    Map<String, String> says = new LinkedHashMap<>();
    alone.forEach((role, rights) -> says.put(role, says(key, rights, record, environment)));
    boolean task = !outcome.equals(outcome(key, all.byRoles(), record, environment));
    return new FieldSays(outcome, by, says, task);
  }

  private static String says(String key, FormAccess role, Values record, Environment environment) {
    if (!role.may(FormAction.VIEW, record, environment)) {
      return "unreached";
    }
    String outcome = outcome(key, role, record, environment);
    return outcome.equals("read") && role.fieldEver(key) == FieldAccess.EDIT ? "read_row" : outcome;
  }

  private static String outcome(
      String key, FormAccess access, Values record, Environment environment) {
    return access.isMasked(key, record, environment)
        ? "masked"
        : access.field(key, record, environment).name().toLowerCase(Locale.ROOT);
  }
}
