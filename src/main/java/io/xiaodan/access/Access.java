package io.xiaodan.access;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The rights of people in a blueprint. */
@Component
public class Access {

  private final Roles roles;
  private final Departments departments;
  private final ObjectProvider<Narrowing> narrowing;

  Access(Roles roles, Departments departments, ObjectProvider<Narrowing> narrowing) {
    this.roles = roles;
    this.departments = departments;
    this.narrowing = narrowing;
  }

  /**
   * What somebody may do with a form. The rows of a ledger are read by whoever sees the ledger;
   * which of them, is for those to decide who know what it is about.
   */
  public FormAccess of(Blueprint blueprint, Actor actor, Form form) {
    String ledger = form.ledger();
    if (ledger != null) {
      List<FormRights> reads =
          seesLedger(blueprint, actor, ledger) ? List.of(FormRights.READ) : List.of();
      return new FormAccess(actor, form, reads, departments.organisation(), () -> Narrowed.NOT);
    }
    Supplier<Narrowed> narrowed =
        actor.isSystem()
            ? () -> Narrowed.NOT
            : () -> narrowing.getObject().of(blueprint, actor, form);
    if (roles.builds(actor)) {
      return new FormAccess(
          actor, form, List.of(FormRights.FULL), departments.organisation(), narrowed);
    }
    Map<String, RoleRights> all = blueprint.all(RoleRights.TYPE);
    List<FormRights> rights =
        actor.roles().stream()
            .map(all::get)
            .filter(Objects::nonNull)
            .map(role -> role.forms().get(form.key()))
            .filter(Objects::nonNull)
            .toList();
    return new FormAccess(actor, form, rights, departments.organisation(), narrowed);
  }

  /**
   * A form somebody may see something of.
   *
   * @throws io.xiaodan.kernel.ProblemException not found, also for a form that is out of reach
   */
  public FormAccess require(Blueprint blueprint, Actor actor, String form) {
    FormAccess access =
        blueprint
            .find(Form.TYPE, form)
            .map(found -> of(blueprint, actor, found))
            .orElseThrow(() ->
                Problem.of(ProblemKind.NOT_FOUND, "access.no_form", "form", form).exception());
    if (!access.mayEver(FormAction.VIEW) && !access.mayCreate()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "access.no_form", "form", form).exception();
    }
    return access;
  }

  /**
   * The right to make records of a form, with these fields and nothing else; for somebody who has
   * no roles.
   */
  public FormAccess granted(Actor actor, Form form, Set<String> fields) {
    Map<String, FieldAccess> hidden = new LinkedHashMap<>();
    for (Set<String> keys :
        List.of(form.fields().keySet(), form.lines().keySet(), form.live().keySet())) {
      keys.stream()
          .filter(key -> !fields.contains(key))
          .forEach(key -> hidden.put(key, FieldAccess.HIDDEN));
    }
    RowScope none = new RowScope.None();
    return new FormAccess(
        actor,
        form,
        List.of(
            new FormRights(
                Map.of(FormAction.VIEW, none, FormAction.EDIT, none, FormAction.DELETE, none),
                !fields.isEmpty(),
                false,
                false,
                false,
                false,
                false,
                hidden,
                Set.of(),
                Set.of())),
        departments.organisation(),
        () -> Narrowed.NOT);
  }

  /** Full rights on a form, for what a flow or a rule does in somebody's name. */
  public FormAccess everything(Blueprint blueprint, Actor actor, String form) {
    return blueprint
        .find(Form.TYPE, form)
        .map(found ->
            new FormAccess(
                actor,
                found,
                List.of(FormRights.FULL),
                departments.organisation(),
                () -> Narrowed.NOT))
        .orElseThrow(
            () -> Problem.of(ProblemKind.NOT_FOUND, "access.no_form", "form", form).exception());
  }

  /** Whether somebody may see a dashboard. */
  public boolean seesDashboard(Blueprint blueprint, Actor actor, String dashboard) {
    return roles.builds(actor)
        || actor.roles().stream()
            .map(role -> blueprint.all(RoleRights.TYPE).get(role))
            .filter(Objects::nonNull)
            .anyMatch(role -> role.dashboards().contains(dashboard));
  }

  /** Whether somebody may see the balances of a ledger, as far as they see what these are about. */
  public boolean seesLedger(Blueprint blueprint, Actor actor, String ledger) {
    return roles.builds(actor)
        || actor.roles().stream()
            .map(role -> blueprint.all(RoleRights.TYPE).get(role))
            .filter(Objects::nonNull)
            .anyMatch(role -> role.ledgers().contains(ledger));
  }

  /**
   * The fields a formula of this person may speak of: those seen in every row, through references
   * too. Whoever turns such a formula into SQL lets records that are out of reach be empty.
   */
  public Schema schema(Blueprint blueprint, Actor actor, Form form) {
    FormAccess access = of(blueprint, actor, form);
    return name -> {
      if (!Form.SYSTEM_COLUMNS.contains(name) && !access.seesFieldAlways(name)) {
        return Optional.empty();
      }
      LineItems lines = form.lines().get(name);
      return lines == null
          ? form.schema().typeOf(name).map(type -> limited(blueprint, actor, type))
          : Optional.of(rows(blueprint, actor, form, lines));
    };
  }

  /** Line items, whose references lead no further than the person's rights. */
  private ValueType rows(Blueprint blueprint, Actor actor, Form form, LineItems lines) {
    return new ValueType.ListOf(
        new ValueType.RecordOf(
            form.key() + "." + lines.key(), schema(blueprint, actor, form, lines)));
  }

  /** The same for a row of line items, with the head as {@code parent}. */
  public Schema schema(Blueprint blueprint, Actor actor, Form form, LineItems lines) {
    Schema head = schema(blueprint, actor, form);
    return name ->
        name.equals("parent")
            ? Optional.of(new ValueType.RecordOf(form.key(), head))
            : lines.schema().typeOf(name).map(type -> limited(blueprint, actor, type));
  }

  private ValueType limited(Blueprint blueprint, Actor actor, ValueType type) {
    if (!(type instanceof ValueType.RecordOf record)) {
      return type;
    }
    Optional<Form> target = blueprint.find(Form.TYPE, record.form());
    if (target.isEmpty()) {
      return type;
    }
    FormAccess access = of(blueprint, actor, target.get());
    Schema schema =
        access.mayEver(FormAction.VIEW)
            ? schema(blueprint, actor, target.get())
            : name -> Optional.empty();
    return new ValueType.RecordOf(record.form(), schema);
  }
}
