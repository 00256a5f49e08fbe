package io.xiaodan.action;

import io.xiaodan.access.RoleRights;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.task.Assignees;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whom a to-do or notice is for; all that are named.
 *
 * @param starter whether the one who caused it
 * @param field gives the id of a person; null for none
 */
record Who(Set<String> roles, Set<UUID> people, boolean starter, @Nullable Formula field) {

  private static final Set<String> PERSON_COLUMNS = Set.of("created_by", "updated_by");

  static Who read(ActionReader reader, JsonNode who, String place) {
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode role : who.path("roles")) {
      roles.add(role.asString());
      if (!isRole(reader, role.asString())) {
        reader.error(place + ".roles", "action.role_unknown", "role", role.asString());
      }
    }
    Set<UUID> people = new LinkedHashSet<>();
    who.path("people").forEach(person -> people.add(UUID.fromString(person.asString())));
    Formula field = null;
    if (who.has("field")) {
      String path = who.path("field").asString("");
      field = reader.formula(path, reader.schema(), ValueType.TEXT, place + ".field");
      if (field != null && !isPerson(reader, Path.parse(path.strip()))) {
        reader.error(place + ".field", "action.not_a_person", "field", path);
      }
    }
    return new Who(roles, people, who.path("starter").asBoolean(false), field);
  }

  private static boolean isRole(ActionReader reader, String role) {
    return role.equals(Role.ADMINISTRATOR)
        || role.equals(Role.BUILDER)
        || reader.compilation().find(RoleRights.TYPE, role) != null;
  }

  /** Whether a path through references ends at a person. */
  private static boolean isPerson(ActionReader reader, Path path) {
    List<String> names = path.names();
    Form form = reader.form();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean last = i == names.size() - 1;
      FormField field = form.fields().get(name);
      if (last) {
        return PERSON_COLUMNS.contains(name)
            || field != null && field.type().name().equals("person");
      }
      if (i == 0 && name.equals("before")) {
        continue;
      }
      Form next =
          field != null && field.type().valueType() instanceof ValueType.RecordOf target
              ? reader.compilation().find(Form.TYPE, target.form())
              : null;
      if (next == null) {
        return false;
      }
      form = next;
    }
    return false;
  }

  /** The roles and people there are on this occasion. */
  Assignees assignees(Stage stage) {
    Set<UUID> all = new LinkedHashSet<>(people);
    if (starter && !stage.occasion().starter().equals(Actor.SYSTEM)) {
      all.add(stage.occasion().starter());
    }
    Object person = field == null ? null : stage.evaluate(field, stage.values());
    if (person != null) {
      all.add(UUID.fromString(person.toString()));
    }
    return new Assignees(roles, all);
  }
}
