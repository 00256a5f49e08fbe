package io.xiaodan.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a plan as the mapping document that the import engine knows. */
final class PlanMapping {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PlanMapping() {}

  /**
   * The document.
   *
   * @param headers the names of all columns of the sheet
   */
  static ObjectNode document(ImportPlan plan, List<String> headers, String label) {
    ObjectNode document = JSON.objectNode();
    document.put("kind", "import").put("key", "sheet").put("label", label);
    boolean withLines = plan.columns().stream().anyMatch(column -> column.field().contains("."));
    ObjectNode columns = JSON.objectNode();
    ObjectNode values = JSON.objectNode();
    ArrayNode head = JSON.arrayNode();
    Map<String, ObjectNode> lines = new TreeMap<>();
    for (ImportPlan.Column column : plan.columns()) {
      String name = "c" + column.index();
      columns.put(name, headers.get(column.index()));
      if (column.field().equals(RecordNumber.FIELD)) {
        head.add(name);
        continue;
      }
      ObjectNode cell = JSON.objectNode().put("cell", name);
      if (!column.by().isEmpty()) {
        column.by().forEach(cell.withArray("by")::add);
        cell.put("create", column.create());
      }
      int dot = column.field().indexOf('.');
      if (dot < 0) {
        values.set(column.field(), cell);
        head.add(name);
      } else {
        lines
            .computeIfAbsent(column.field().substring(0, dot), _ -> JSON.objectNode())
            .set(column.field().substring(dot + 1), cell);
      }
    }
    ObjectNode layout = document.putObject("layout");
    layout.put("header", plan.header()).put("rows", withLines ? plan.rows() : "single");
    if (withLines) {
      layout.set("head", head);
    }
    document.set("columns", columns);
    ObjectNode target = document.putArray("targets").addObject();
    target.put("form", plan.form());
    if (!plan.key().isEmpty()) {
      plan.key().forEach(target.withArray("key")::add);
    }
    target.put("duplicates", plan.duplicates()).put("repeated", "refuse");
    target.set("values", values);
    if (!lines.isEmpty()) {
      ObjectNode all = target.putObject("lines");
      lines.forEach(all::set);
    }
    return document;
  }
}
