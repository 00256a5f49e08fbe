package io.xiaodan.action;

import io.xiaodan.access.RoleRights;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Message;
import io.xiaodan.task.Assignees;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whom something is for: a to-do, a notice, a step of a flow; all that are named add up.
 *
 * @param starter whether the one who caused it
 * @param field gives the id of a person; null for none
 */
public record Who(Set<String> roles, Set<UUID> people, boolean starter, @Nullable Formula field) {

  private static final Set<String> PERSON_COLUMNS = Set.of("created_by", "updated_by");

  /**
   * Reads the document; whatever is wrong is reported with its place.
   *
   * @param artifact that names somebody
   * @param form of the record it is about
   * @param schema what {@code field} may speak of
   * @param place of the document in its artifact
   */
  public static Who read(
      Compilation compilation,
      ArtifactId artifact,
      Form form,
      Schema schema,
      JsonNode who,
      String place) {
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode role : who.path("roles")) {
      roles.add(role.asString());
      if (!isRole(compilation, role.asString())) {
        compilation.error(
            artifact, place + ".roles", Message.of("action.role_unknown", "role", role.asString()));
      }
    }
    Set<UUID> people = new LinkedHashSet<>();
    who.path("people").forEach(person -> people.add(UUID.fromString(person.asString())));
    Formula field = null;
    if (who.has("field")) {
      String path = who.path("field").asString("");
      field =
          new FormulaReader(compilation, artifact)
              .read(path, schema, ValueType.TEXT, place + ".field", Evaluator.JVM);
      if (field != null && !isPerson(compilation, form, Path.parse(path.strip()))) {
        compilation.error(
            artifact, place + ".field", Message.of("action.not_a_person", "field", path));
      }
    }
    return new Who(roles, people, who.path("starter").asBoolean(false), field);
  }

  private static boolean isRole(Compilation compilation, String role) {
    return role.equals(Role.ADMINISTRATOR)
        || role.equals(Role.BUILDER)
        || compilation.find(RoleRights.TYPE, role) != null;
  }

  /** Whether a path through references ends at a person. */
  private static boolean isPerson(Compilation compilation, Form start, Path path) {
    List<String> names = path.names();
    Form form = start;
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
              ? compilation.find(Form.TYPE, target.form())
              : null;
      if (next == null) {
        return false;
      }
      form = next;
    }
    return false;
  }

  /**
   * The roles and people this means on one occasion; possibly nobody.
   *
   * @param cause the one who caused it, who is asked when {@code starter} is set; the system is
   *     never asked
   * @param values gives the value of {@code field}
   */
  public Assignees assignees(UUID cause, Function<Formula, @Nullable Object> values) {
    Set<UUID> all = new LinkedHashSet<>(people);
    if (starter && !cause.equals(Actor.SYSTEM)) {
      all.add(cause);
    }
    Object person = field == null ? null : values.apply(field);
    if (person != null) {
      all.add(UUID.fromString(person.toString()));
    }
    return new Assignees(roles, all);
  }
}
