package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads decision tables. Each row becomes a formula, so that tables are decided and proof-read like
 * any other condition.
 */
final class TableReader {

  /** How cells compare, and with which operator. */
  private static final Map<String, String> BOUNDS =
      Map.of("from", ">=", "above", ">", "to", "<=", "below", "<");

  private final Reading reading;
  private final String prefix;
  private final Map<String, Formula> inputs = new LinkedHashMap<>();
  private String place = "";

  TableReader(Reading reading, String prefix) {
    this.reading = reading;
    this.prefix = prefix;
  }

  FlowNode.Table read(String key, Label label, JsonNode node, String where) {
    place = where;
    for (JsonNode input : node.path("inputs")) {
      String name = input.path("key").asString();
      Formula value = reading.formula(input.path("value").asString(), where + ".inputs." + name);
      if (value != null) {
        inputs.put(name, value);
      }
    }
    String next = node.path("next").asString("");
    List<Branch> branches = new ArrayList<>();
    Map<String, Party> who = new LinkedHashMap<>();
    for (JsonNode row : node.path("rows")) {
      String rowKey = row.path("key").asString();
      place = where + ".rows." + rowKey;
      Formula when = reading.condition(condition(row.path("when")), place);
      if (row.has("who")) {
        who.put(rowKey, new PartyReader(reading, prefix).read(row.path("who"), place + ".who"));
      }
      String to = row.path("next").asString(next);
      if (to.isEmpty()) {
        reading.error(place, Message.of("flow.row_leads_nowhere", "node", label));
      }
      if (when != null) {
        branches.add(
            new Branch(
                rowKey,
                Labels.read(row.path("label"), rowKey),
                when,
                reading.settings(row.path("set"), place),
                prefix + to));
      }
    }
    JsonNode otherwise = node.path("else");
    return new FlowNode.Table(
        key, label, branches, who, otherwise.isString() ? prefix + otherwise.stringValue() : null);
  }

  /** A row without conditions always holds. */
  private String condition(JsonNode cells) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> cell : cells.properties()) {
      Formula input = inputs.get(cell.getKey());
      if (input == null) {
        reading.error(place, Message.of("flow.no_input", "input", cell.getKey()));
        continue;
      }
      parts.addAll(parts(input, cell.getValue()));
    }
    return parts.isEmpty() ? "TRUE" : String.join(" AND ", parts);
  }

  private List<String> parts(Formula input, JsonNode cell) {
    String value = "(" + input.text() + ")";
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> bound : BOUNDS.entrySet()) {
      if (cell.has(bound.getKey())) {
        String literal = literal(input, cell.path(bound.getKey()).asString());
        if (literal != null) {
          parts.add(value + " " + bound.getValue() + " " + literal);
        }
      }
    }
    if (cell.has("in")) {
      List<String> any = new ArrayList<>();
      for (JsonNode option : cell.path("in")) {
        String literal = literal(input, option.asString());
        if (literal != null) {
          any.add(value + " = " + literal);
        }
      }
      parts.add("(" + (any.isEmpty() ? "TRUE" : String.join(" OR ", any)) + ")");
    }
    if (cell.has("empty")) {
      boolean empty = cell.path("empty").asBoolean();
      parts.add(empty ? "ISEMPTY" + value : "NOT(ISEMPTY" + value + ")");
    }
    return parts;
  }

  /** The text of a cell as a literal of the input's type, or null after reporting. */
  private @Nullable String literal(Formula input, String text) {
    ValueType type = input.type();
    try {
      if (type.equals(ValueType.NUMBER)) {
        return new BigDecimal(text.strip()).toPlainString();
      }
      if (type.equals(ValueType.DATE)) {
        LocalDate date = LocalDate.parse(text.strip());
        return "DATE(%d, %d, %d)"
            .formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
      }
      if (type.equals(ValueType.BOOLEAN)) {
        return Boolean.parseBoolean(text) ? "TRUE" : "FALSE";
      }
      return '"' + text.replace("\"", "\"\"") + '"';
    } catch (NumberFormatException | DateTimeParseException e) {
      reading.error(place, Message.of("flow.cell", "value", text, "input", input.text()));
      return null;
    }
  }
}
