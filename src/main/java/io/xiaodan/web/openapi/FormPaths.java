package io.xiaodan.web.openapi;

import static io.xiaodan.web.openapi.Parts.answer;
import static io.xiaodan.web.openapi.Parts.inPath;
import static io.xiaodan.web.openapi.Parts.listOf;
import static io.xiaodan.web.openapi.Parts.object;
import static io.xiaodan.web.openapi.Parts.orNull;
import static io.xiaodan.web.openapi.Parts.query;
import static io.xiaodan.web.openapi.Parts.schema;
import static io.xiaodan.web.openapi.Parts.type;

import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on the records of one form, as far as somebody may use them. */
final class FormPaths {

  private static final Map<String, Object> ID = object("type", "string", "format", "uuid");

  private final FormAccess rights;
  private final boolean hasFlow;
  private final boolean typed;
  private final Words words;
  private final String form;
  private final String label;

  /**
   * @param typed whether its records are made by those who fill them in
   */
  FormPaths(FormAccess rights, boolean hasFlow, boolean typed, Words words) {
    this.rights = rights;
    this.hasFlow = hasFlow;
    this.typed = typed;
    this.words = words;
    this.form = rights.form().key();
    this.label = words.of(rights.form().label());
  }

  void addTo(Map<String, Object> paths, Map<String, Object> example) {
    String records = "/api/forms/" + form + "/records";
    Map<String, Object> all = object();
    if (rights.mayEver(FormAction.VIEW)) {
      all.put("get", list());
    }
    if (typed && rights.mayCreate()) {
      all.put("post", create(example));
    }
    paths.put(records, all);
    if (!rights.mayEver(FormAction.VIEW)) {
      return;
    }
    paths.put(records + "/count", object("get", count()));
    paths.put("/api/forms/" + form + "/choices", object("get", choices()));
    Map<String, Object> one = object("parameters", List.of(inPath("id", ID)));
    one.put("get", operation("read", "200", schema(form + "_record")));
    if (rights.mayEver(FormAction.EDIT)) {
      one.put("patch", update());
    }
    if (rights.mayEver(FormAction.DELETE)) {
      one.put("delete", delete());
      paths.put(
          records + "/{id}/restore",
          object(
              "parameters",
              List.of(inPath("id", ID)),
              "post",
              operation("restore", "200", schema(form + "_record"))));
    }
    paths.put(records + "/{id}", one);
    paths.put(records + "/{id}/history", onOne("history", items(schema("event"))));
    if (hasFlow) {
      paths.put(records + "/{id}/flow", onOne("flow", schema("flow")));
    }
  }

  private Map<String, Object> onOne(String name, Map<String, Object> answer) {
    return object("parameters", List.of(inPath("id", ID)), "get", operation(name, "200", answer));
  }

  private Map<String, Object> operation(String name, String status, Map<String, Object> schema) {
    return object(
        "operationId",
        name + "_" + form,
        "tags",
        List.of(form),
        "summary",
        words.say(name, "form", label),
        "responses",
        object(
            status,
            answer(words.say("done"), schema),
            "default",
            object("$ref", "#/components/responses/problem")));
  }

  private static Map<String, Object> items(Map<String, Object> item) {
    return object("type", "object", "properties", object("items", listOf(item)));
  }

  private List<Object> filters() {
    return new ArrayList<>(
        List.of(
            query("filter", type("string"), words.say("filter")),
            query("search", type("string"), words.say("search")),
            query("deleted", object("type", "boolean", "default", false), words.say("deleted"))));
  }

  private Map<String, Object> list() {
    Map<String, Object> page = items(schema(form + "_record"));
    Map<String, Object> next = object("next", orNull(type("string")));
    Map<String, Object> both =
        operation("list", "200", object("allOf", List.of(page, object("properties", next))));
    List<Object> parameters = filters();
    parameters.add(query("sort", type("string"), words.say("sort")));
    parameters.add(
        query(
            "limit",
            object("type", "integer", "minimum", 1, "maximum", 500, "default", 50),
            words.say("limit")));
    parameters.add(query("after", type("string"), words.say("after")));
    both.put("parameters", parameters);
    return both;
  }

  private Map<String, Object> count() {
    Map<String, Object> count =
        operation(
            "count",
            "200",
            object("type", "object", "properties", object("count", type("integer"))));
    count.put("parameters", filters());
    return count;
  }

  private Map<String, Object> choices() {
    Map<String, Object> choice =
        object(
            "type",
            "object",
            "properties",
            object("id", ID, "title", type("string"), "values", schema(form + "_values")));
    Map<String, Object> choices = operation("choices", "200", items(choice));
    choices.put(
        "parameters",
        List.of(
            query("search", type("string"), words.say("search")),
            query(
                "limit",
                object("type", "integer", "minimum", 1, "default", 20),
                words.say("limit"))));
    return choices;
  }

  private Map<String, Object> create(Map<String, Object> example) {
    Map<String, Object> create = operation("create", "201", schema(form + "_record"));
    create.put(
        "parameters",
        List.of(
            object(
                "name",
                "Idempotency-Key",
                "in",
                "header",
                "required",
                false,
                "schema",
                object("type", "string", "minLength", 1, "maxLength", 200),
                "description",
                words.say("idempotency"))));
    create.put("requestBody", request(null, form + "_new", object("values", example)));
    return create;
  }

  private Map<String, Object> update() {
    Map<String, Object> update = operation("update", "200", schema(form + "_record"));
    Map<String, Object> rev =
        object("type", "integer", "format", "int64", "description", words.say("rev"));
    update.put(
        "requestBody", request(rev, form + "_changes", object("rev", 1, "values", object())));
    return update;
  }

  private static Map<String, Object> request(
      @Nullable Map<String, Object> rev, String values, Map<String, Object> example) {
    Map<String, Object> properties = rev == null ? object() : object("rev", rev);
    properties.put("values", schema(values));
    Map<String, Object> body =
        object(
            "type",
            "object",
            "properties",
            properties,
            "required",
            List.copyOf(properties.keySet()));
    return object(
        "required",
        true,
        "content",
        object("application/json", object("schema", body, "example", example)));
  }

  private Map<String, Object> delete() {
    Map<String, Object> delete = operation("delete", "200", object());
    Map<String, Object> rev =
        query("rev", object("type", "integer", "format", "int64"), words.say("rev"));
    rev.put("required", true);
    delete.put("parameters", List.of(rev));
    delete.put(
        "responses",
        object(
            "204",
            object("description", words.say("done")),
            "default",
            object("$ref", "#/components/responses/problem")));
    return delete;
  }
}
