package io.xiaodan.flow;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.access.FormRights;
import io.xiaodan.access.RoleRights;
import io.xiaodan.access.RowScope;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what a flow would do to people: nobody to ask, people who must judge what they cannot see,
 * decisions that are overtaken by what is changed after them. All of it is worth knowing and
 * forbids nothing, since people and rights change.
 */
final class FlowReview {

  private final FlowVacancies vacancies;

  FlowReview(People people, Departments departments) {
    this.vacancies = new FlowVacancies(people, departments);
  }

  void read(ArtifactId id, Flow flow, Form form, Compilation compilation) {
    for (FlowNode node : flow.nodes().values()) {
      if (node instanceof FlowNode.Human human) {
        vacancies.read(id, human, form, compilation);
        hidden(id, flow, form, human, compilation);
        blind(id, flow, form, human, compilation);
      }
      overtaken(id, flow, form, node, compilation);
      direct(id, flow, form, node, compilation);
    }
  }

  /** Fields that decide on the way to a node, or that it asks for. */
  private static Set<String> judged(Flow flow, FlowNode.Human node) {
    Set<String> judged = new LinkedHashSet<>(node.edit());
    for (FlowNode other : flow.nodes().values()) {
      if (node.approval() && reaches(flow, other.key(), node.key(), "")) {
        judged.addAll(deciding(other));
      }
    }
    return judged;
  }

  /** Fields that decide on the way to a node and that its own task hides. */
  private static void hidden(
      ArtifactId id, Flow flow, Form form, FlowNode.Human node, Compilation compilation) {
    for (String field : judged(flow, node)) {
      if (node.asking().fields().get(field) == Asking.FieldUse.HIDDEN) {
        compilation.warning(
            id,
            "nodes." + node.key(),
            Message.of("flow.hides_judged", "node", node.label(), "field", label(form, field)));
      }
    }
  }

  /** The same fields, where a role of the node cannot see them. */
  private static void blind(
      ArtifactId id, Flow flow, Form form, FlowNode.Human node, Compilation compilation) {
    Set<String> judged = judged(flow, node);
    for (String key : node.who().named().roles()) {
      RoleRights role = compilation.find(RoleRights.TYPE, key);
      if (role == null || role.builds()) {
        continue;
      }
      FormRights rights = role.forms().get(form.key());
      if (rights == null || rights.rows().get(FormAction.VIEW) instanceof RowScope.None) {
        compilation.warning(
            id,
            "nodes." + node.key(),
            Message.of("flow.sees_nothing", "node", node.label(), "role", role.label()));
        continue;
      }
      for (String field : judged) {
        if (rights.fields().get(field) == FieldAccess.HIDDEN) {
          compilation.warning(
              id,
              "nodes." + node.key(),
              Message.of(
                  "flow.blind",
                  "node",
                  node.label(),
                  "role",
                  role.label(),
                  "field",
                  label(form, field)));
        }
      }
    }
  }

  /**
   * Fields that decided, and that somebody may change afterwards without it being decided again.
   */
  private static void overtaken(
      ArtifactId id, Flow flow, Form form, FlowNode node, Compilation compilation) {
    Set<String> deciding = sources(form, deciding(node));
    if (deciding.isEmpty()) {
      return;
    }
    for (FlowNode other : flow.nodes().values()) {
      if (!(other instanceof FlowNode.Human human)
          || !reaches(flow, node.key(), human.key(), "")
          || !endsWithout(flow, human.forward().next(), node.key())) {
        continue;
      }
      for (String field : human.edit()) {
        if (deciding.contains(field)) {
          compilation.warning(
              id,
              "nodes." + human.key(),
              Message.of(
                  "flow.overtaken",
                  "condition",
                  node.label(),
                  "node",
                  human.label(),
                  "field",
                  label(form, field)));
        }
      }
    }
  }

  /**
   * Fields that decided, and that roles may change on the record itself while somebody is still
   * asked; what a ceiling watches is decided again.
   */
  private static void direct(
      ArtifactId id, Flow flow, Form form, FlowNode node, Compilation compilation) {
    boolean goesOn =
        flow.nodes().values().stream()
            .anyMatch(other ->
                other instanceof FlowNode.Human human
                    && human.approval()
                    && reaches(flow, node.key(), human.key(), ""));
    for (String field : goesOn ? deciding(node) : Set.<String>of()) {
      Set<String> sources = sources(form, Set.of(field));
      if (flow.ceiling() != null && sources.contains(flow.ceiling().field())) {
        continue;
      }
      compilation.all(RoleRights.TYPE).values().stream()
          .filter(role -> edits(role, form, sources))
          .findFirst()
          .ifPresent(role ->
              compilation.warning(
                  id,
                  "nodes." + node.key(),
                  Message.of(
                      "flow.edited",
                      "condition",
                      node.label(),
                      "role",
                      role.label(),
                      "field",
                      label(form, field))));
    }
  }

  /** Whether a role that does not build may change one of some fields in rows it reaches. */
  private static boolean edits(RoleRights role, Form form, Set<String> fields) {
    FormRights rights = role.forms().get(form.key());
    return !role.builds()
        && rights != null
        && !(rights.rows().get(FormAction.EDIT) instanceof RowScope.None)
        && !(rights.rows().get(FormAction.EDIT) instanceof RowScope.Where)
        && fields.stream()
            .anyMatch(field ->
                rights.fields().getOrDefault(field, FieldAccess.EDIT) == FieldAccess.EDIT
                    && form.field(field)
                        .map(each -> each.filling().formula() == null)
                        .orElse(form.lines().containsKey(field)));
  }

  /** The fields a node decides by. */
  private static Set<String> deciding(FlowNode node) {
    List<Branch> branches =
        switch (node) {
          case FlowNode.Condition condition -> condition.branches();
          case FlowNode.Table table -> table.branches();
          case FlowNode.Split split -> split.branches();
          default -> List.of();
        };
    Set<String> fields = new LinkedHashSet<>();
    for (Branch branch : branches) {
      for (Path path : branch.when().dependencies()) {
        fields.add(path.names().getFirst());
      }
    }
    return fields;
  }

  /** The fields, and those that they are computed from. */
  private static Set<String> sources(Form form, Set<String> fields) {
    Set<String> all = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(fields);
    while (!open.isEmpty()) {
      String key = open.pop();
      Formula formula =
          all.add(key)
              ? form.field(key).map(field -> field.filling().formula()).orElse(null)
              : null;
      if (formula != null) {
        formula.dependencies().forEach(path -> open.push(path.names().getFirst()));
      }
    }
    return all;
  }

  private static boolean endsWithout(Flow flow, String from, String without) {
    return flow.nodes().values().stream()
        .filter(FlowNode.End.class::isInstance)
        .anyMatch(end -> from.equals(end.key()) || reaches(flow, from, end.key(), without));
  }

  /** Whether a way of at least one step leads from a node to another without a third. */
  private static boolean reaches(Flow flow, String from, String to, String without) {
    if (from.equals(without)) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (String next : flow.node(open.pop()).next().toList()) {
        if (next.equals(to)) {
          return true;
        }
        if (!next.equals(without) && seen.add(next)) {
          open.push(next);
        }
      }
    }
    return false;
  }

  private static Label label(Form form, String field) {
    FormField found = form.field(field).orElse(null);
    if (found != null) {
      return found.label();
    }
    var lines = form.lines().get(field);
    return lines == null ? Label.of(field) : lines.label();
  }
}
