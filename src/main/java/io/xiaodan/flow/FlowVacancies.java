package io.xiaodan.flow;

import io.xiaodan.access.RoleRights;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Path;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.Organisation;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds nodes that may ask nobody as the company is today, and says for whom that would happen. */
final class FlowVacancies {

  /** So many people are named; the others are counted. */
  private static final int MOST_NAMES = 5;

  private final People people;
  private final Departments departments;

  FlowVacancies(People people, Departments departments) {
    this.people = people;
    this.departments = departments;
  }

  void read(ArtifactId id, FlowNode.Human node, Form form, Compilation compilation) {
    String place = "nodes." + node.key();
    Party who = node.who();
    for (String role : who.named().roles()) {
      if (people.byRole(role).isEmpty()) {
        RoleRights rights = compilation.find(RoleRights.TYPE, role);
        compilation.warning(
            id,
            place,
            Message.of(
                "flow.nobody",
                "node",
                node.label(),
                "role",
                rights == null ? Label.of(role) : rights.label()));
      }
    }
    for (UUID person : who.named().people()) {
      if (people.find(person).filter(Person::isActive).isEmpty()) {
        compilation.warning(
            id,
            place,
            Message.of("flow.gone_person", "node", node.label(), "person", people.name(person)));
      }
    }
    Organisation organisation = departments.organisation();
    for (Party.Members members : who.departments()) {
      if (organisation.members(members.department(), members.below()).isEmpty()) {
        compilation.warning(
            id,
            place,
            Message.of(
                "flow.empty_department",
                "node",
                node.label(),
                "department",
                departments.name(members.department())));
      }
    }
    emptyField(id, node, form, compilation);
    withoutAnybodyAbove(id, node, organisation, compilation);
  }

  /** A person field that may be left empty, where nobody else is named. */
  private static void emptyField(
      ArtifactId id, FlowNode.Human node, Form form, Compilation compilation) {
    Party who = node.who();
    if (who.named().field() == null || !isOnly(who, who.above().isEmpty())) {
      return;
    }
    for (Path path : who.named().field().dependencies()) {
      FormField field =
          path.names().size() == 1 ? form.fields().get(path.names().getFirst()) : null;
      if (field != null
          && !(field.rules().required().constant() && field.rules().required().formula() == null)) {
        compilation.warning(
            id,
            "nodes." + node.key(),
            Message.of("flow.field_may_be_empty", "node", node.label(), "field", field.label()));
      }
    }
  }

  /** Nothing but one of the rules about places and fields is said of who is asked. */
  private static boolean isOnly(Party who, boolean alone) {
    return alone
        && who.named().roles().isEmpty()
        && who.named().people().isEmpty()
        && !who.named().starter()
        && who.ids().isEmpty()
        && who.departments().isEmpty()
        && who.chosen() == null
        && who.table() == null;
  }

  /** Starters above whom nobody is found, where nobody else is named. */
  private void withoutAnybodyAbove(
      ArtifactId id, FlowNode.Human node, Organisation organisation, Compilation compilation) {
    Party who = node.who();
    boolean ofStarter =
        !who.above().isEmpty() && who.above().stream().allMatch(above -> above.of() == null);
    if (!isOnly(who, ofStarter && who.named().field() == null)) {
      return;
    }
    List<Person> lonely =
        people.all().stream()
            .filter(Person::isActive)
            .filter(person ->
                who.above().stream()
                    .allMatch(above ->
                        Assigning.above(organisation, departments, person.id(), above).stream()
                            .noneMatch(this::isActive)))
            .toList();
    if (!lonely.isEmpty()) {
      compilation.warning(
          id,
          "nodes." + node.key(),
          Message.of(
              "flow.nobody_above",
              "node",
              node.label(),
              "count",
              lonely.size(),
              "people",
              lonely.stream().limit(MOST_NAMES).map(Person::name).collect(Collectors.joining("、"))
                  + (lonely.size() > MOST_NAMES ? "…" : "")));
    }
  }

  private boolean isActive(UUID person) {
    return people.find(person).filter(Person::isActive).isPresent();
  }
}
