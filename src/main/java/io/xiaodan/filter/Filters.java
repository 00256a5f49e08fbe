package io.xiaodan.filter;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Departments;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Filters of lists: formulas, or trees of conditions, under the rights of who filters. */
@Component
public class Filters {

  private final Access access;
  private final Departments departments;
  private final JsonMapper json;

  Filters(Access access, Departments departments, JsonMapper json) {
    this.departments = departments;
    this.access = access;
    this.json = json;
  }

  /** What a person may filter and sort the records of a form by, with its type. */
  public Schema schema(Blueprint blueprint, Actor actor, Form form) {
    return new AskedSchema(
        access.of(blueprint, actor, form), access.schema(blueprint, actor, form));
  }

  /**
   * The condition of a filter.
   *
   * @param filter a formula, or the JSON text of a tree
   * @param names how the fields are read
   * @throws io.xiaodan.kernel.ProblemException malformed, with the place, for what cannot be read
   *     and for fields the person does not see in every row
   */
  public SqlFragment where(
      Blueprint blueprint,
      Actor actor,
      Form form,
      String filter,
      FormNames names,
      Environment environment) {
    Schema schema = schema(blueprint, actor, form);
    Values values =
        new Values(
            environment.now().atZone(environment.zone()).toLocalDate(),
            actor.personId(),
            departments.organisation());
    FilterTree tree = new FilterTree(blueprint, form, schema, values, names, environment);
    String start = filter.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return tree.formula(filter);
    }
    JsonNode node;
    try {
      node = json.readTree(filter);
    } catch (JacksonException e) {
      throw Wrong.at("filter", "filter.unreadable");
    }
    return tree.read(node);
  }
}
