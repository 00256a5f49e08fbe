package io.xiaodan.web.openapi;

import static io.xiaodan.web.openapi.Parts.answer;
import static io.xiaodan.web.openapi.Parts.inPath;
import static io.xiaodan.web.openapi.Parts.listOf;
import static io.xiaodan.web.openapi.Parts.object;
import static io.xiaodan.web.openapi.Parts.orNull;
import static io.xiaodan.web.openapi.Parts.query;
import static io.xiaodan.web.openapi.Parts.schema;
import static io.xiaodan.web.openapi.Parts.type;

import java.util.List;
import java.util.Map;

/** The operations on somebody's to-do list. */
final class TaskPaths {

  private final Words words;

  TaskPaths(Words words) {
    this.words = words;
  }

  void addTo(Map<String, Object> paths) {
    Map<String, Object> id = object("type", "string", "format", "uuid");
    Map<String, Object> page =
        object(
            "type",
            "object",
            "properties",
            object("items", listOf(schema("task")), "next", orNull(id)));
    Map<String, Object> list = operation("tasks", page);
    list.put(
        "parameters",
        List.of(
            query(
                "state",
                object("type", "string", "enum", List.of("open", "done"), "default", "open"),
                words.say("task_state")),
            query(
                "limit",
                object("type", "integer", "minimum", 1, "maximum", 200, "default", 50),
                words.say("limit")),
            query("after", id, words.say("after"))));
    paths.put("/api/tasks", object("get", list));
    Map<String, Object> open =
        object("type", "object", "properties", object("open", type("integer")));
    paths.put("/api/tasks/count", object("get", operation("task_count", open)));
    Map<String, Object> act = operation("act", schema("task"));
    Map<String, Object> body =
        object(
            "type",
            "object",
            "properties",
            object("comment", orNull(type("string")), "values", orNull(type("object"))));
    act.put("requestBody", object("required", false, "content", Parts.body(body)));
    paths.put(
        "/api/tasks/{id}/outcomes/{outcome}",
        object(
            "parameters",
            List.of(inPath("id", id), inPath("outcome", type("string"))),
            "post",
            act));
  }

  private Map<String, Object> operation(String name, Map<String, Object> schema) {
    return object(
        "operationId",
        name,
        "tags",
        List.of("tasks"),
        "summary",
        words.say(name),
        "responses",
        object(
            "200",
            answer(words.say("done"), schema),
            "default",
            object("$ref", "#/components/responses/problem")));
  }
}
