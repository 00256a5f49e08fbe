package io.xiaodan.web.openapi;

import static io.xiaodan.web.openapi.Parts.listOf;
import static io.xiaodan.web.openapi.Parts.object;
import static io.xiaodan.web.openapi.Parts.orNull;
import static io.xiaodan.web.openapi.Parts.schema;
import static io.xiaodan.web.openapi.Parts.type;

import java.util.List;
import java.util.Map;

/** The shapes that every form shares, and the operations on tasks. */
final class CommonSchemas {

  private static final Map<String, Object> ID = object("type", "string", "format", "uuid");
  private static final Map<String, Object> MOMENT = object("type", "string", "format", "date-time");
  private static final Map<String, Object> TEXT = type("string");
  private static final Map<String, Object> ANY = object();

  private CommonSchemas() {}

  static void addTo(Map<String, Object> schemas) {
    schemas.put("titled", structure("id", ID, "title", TEXT));
    schemas.put("file", structure("id", ID, "name", TEXT, "size", type("integer"), "type", TEXT));
    schemas.put(
        "violation",
        structure(
            "code", TEXT, "message", TEXT, "field", TEXT, "row", type("integer"), "column", TEXT));
    schemas.put("conflict", structure("field", TEXT, "yours", ANY, "theirs", ANY));
    Map<String, Object> problem =
        structure(
            "type",
            TEXT,
            "title",
            TEXT,
            "status",
            type("integer"),
            "code",
            TEXT,
            "detail",
            TEXT,
            "id",
            orNull(TEXT),
            "violations",
            listOf(schema("violation")),
            "conflicts",
            listOf(schema("conflict")),
            "rev",
            orNull(type("integer")));
    problem.put("required", List.of("status", "code", "detail"));
    schemas.put("problem", problem);
    schemas.put("event", event());
    schemas.put("flow", flow());
    schemas.put("task", task());
  }

  private static Map<String, Object> event() {
    return structure(
        "id",
        ID,
        "at",
        MOMENT,
        "rev",
        type("integer"),
        "kind",
        words("created", "updated", "deleted", "restored"),
        "origin",
        TEXT,
        "by",
        schema("titled"),
        "changes",
        listOf(structure("field", TEXT, "label", TEXT, "before", ANY, "after", ANY)));
  }

  private static Map<String, Object> flow() {
    return structure(
        "state",
        words("running", "finished", "none"),
        "label",
        orNull(TEXT),
        "current",
        listOf(
            structure(
                "task",
                ID,
                "node",
                TEXT,
                "label",
                TEXT,
                "assignees",
                listOf(TEXT),
                "since",
                MOMENT)),
        "trail",
        listOf(
            structure(
                "at",
                MOMENT,
                "node",
                TEXT,
                "label",
                TEXT,
                "person",
                schema("titled"),
                "action",
                TEXT,
                "actionLabel",
                orNull(TEXT),
                "comment",
                orNull(TEXT))),
        "next",
        listOf(structure("node", TEXT, "label", TEXT)));
  }

  private static Map<String, Object> task() {
    return structure(
        "id",
        ID,
        "kind",
        words("approve", "handle", "todo"),
        "title",
        TEXT,
        "form",
        orNull(TEXT),
        "record",
        orNull(schema("titled")),
        "node",
        TEXT,
        "nodeLabel",
        orNull(TEXT),
        "createdAt",
        MOMENT,
        "summary",
        listOf(structure("field", TEXT, "label", TEXT, "value", ANY)),
        "outcomes",
        listOf(structure("key", TEXT, "label", TEXT, "needsComment", type("boolean"))),
        "edit",
        listOf(TEXT),
        "done",
        orNull(
            structure(
                "at",
                MOMENT,
                "by",
                schema("titled"),
                "outcome",
                TEXT,
                "outcomeLabel",
                orNull(TEXT),
                "comment",
                orNull(TEXT))));
  }

  private static Map<String, Object> words(String... words) {
    return object("type", "string", "enum", List.of(words));
  }

  private static Map<String, Object> structure(Object... namesAndSchemas) {
    return object("type", "object", "properties", object(namesAndSchemas));
  }
}
