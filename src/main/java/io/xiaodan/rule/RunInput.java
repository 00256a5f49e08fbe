package io.xiaodan.rule;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.record.Change;
import io.xiaodan.record.StoredLine;
import io.xiaodan.record.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The record as a run saw it: {@code after} whole, {@code before} the former values of what
 * differed, absent for a new record.
 *
 * @param after the record as the change left it
 * @param before the record before; null for a new one
 */
record RunInput(StoredRecord after, @Nullable StoredRecord before) {

  /** What is kept of a change, JSON-ready. */
  static Map<String, Object> of(Change change) {
    StoredRecord before = change.before();
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("rev", before == null ? 1 : before.rev() + 1);
    input.put("createdAt", before == null ? change.at() : before.createdAt());
    input.put("createdBy", before == null ? change.actor().personId() : before.createdBy());
    input.put("updatedAt", change.at());
    input.put("updatedBy", change.actor().personId());
    Optional.ofNullable(change.valuesAfter().get("flow_state"))
        .ifPresent(state -> input.put("flowState", state));
    input.put("after", change.snapshot());
    if (before != null) {
      input.put("before", differences(change, before));
    }
    return input;
  }

  /** What is kept of a record that a time or a button is about, JSON-ready. */
  static Map<String, Object> of(Form form, StoredRecord record) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("rev", record.rev());
    input.put("createdAt", record.createdAt());
    input.put("createdBy", record.createdBy());
    input.put("updatedAt", record.updatedAt());
    input.put("updatedBy", record.updatedBy());
    Optional.ofNullable(record.flowState()).ifPresent(state -> input.put("flowState", state));
    Map<String, Object> after = json(form.fields().values(), record.values());
    for (LineItems items : form.lines().values()) {
      after.put(items.key(), rows(items, record));
    }
    input.put("after", after);
    return input;
  }

  private static Map<String, Object> json(
      Collection<FormField> fields, Map<String, Object> values) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (FormField field : fields) {
      Optional.ofNullable(values.get(field.key()))
          .ifPresent(value -> json.put(field.key(), field.type().toJson(value)));
    }
    return json;
  }

  private static List<Map<String, Object>> rows(LineItems items, StoredRecord record) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (StoredLine line : record.lines().getOrDefault(items.key(), List.of())) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", line.id());
      row.putAll(json(items.columns().values(), line.values()));
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, @Nullable Object> differences(Change change, StoredRecord before) {
    Map<String, @Nullable Object> differences = new LinkedHashMap<>();
    for (FormField field : change.form().fields().values()) {
      if (change.changed(field.key())) {
        Object value = before.values().get(field.key());
        differences.put(field.key(), value == null ? null : field.type().toJson(value));
      }
    }
    for (LineItems lines : change.form().lines().values()) {
      if (change.changed(lines.key())) {
        differences.put(lines.key(), rows(lines, before));
      }
    }
    return differences;
  }

  /** Reads what was kept; a field that the form no longer has, or holds otherwise, is empty. */
  static RunInput read(Form form, UUID record, JsonNode input) {
    StoredRecord after = record(form, record, input, input.path("after"), input.path("after"));
    JsonNode before = input.path("before");
    return new RunInput(
        after, before.isObject() ? record(form, record, input, before, input.path("after")) : null);
  }

  /** A record whose values come from the first that has them. */
  private static StoredRecord record(
      Form form, UUID id, JsonNode input, JsonNode first, JsonNode second) {
    Map<String, List<StoredLine>> lines = new LinkedHashMap<>();
    for (LineItems items : form.lines().values()) {
      JsonNode rows = first.has(items.key()) ? first : second;
      List<StoredLine> stored = new ArrayList<>();
      for (JsonNode row : rows.path(items.key())) {
        stored.add(
            new StoredLine(
                UUID.fromString(row.path("id").asString()),
                values(items.columns().values(), row, row)));
      }
      lines.put(items.key(), stored);
    }
    return new StoredRecord(
        form.key(),
        id,
        input.path("rev").asLong(),
        Instant.parse(input.path("createdAt").asString()),
        UUID.fromString(input.path("createdBy").asString()),
        Instant.parse(input.path("updatedAt").asString()),
        UUID.fromString(input.path("updatedBy").asString()),
        null,
        input.path("flowState").asString(null),
        values(form.fields().values(), first, second),
        lines);
  }

  private static Map<String, Object> values(
      Collection<FormField> fields, JsonNode first, JsonNode second) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FormField field : fields) {
      JsonNode json = (first.has(field.key()) ? first : second).path(field.key());
      Object value = json.isMissingNode() ? null : field.type().coerce(json).value();
      if (value != null) {
        values.put(field.key(), value);
      }
    }
    return values;
  }
}
