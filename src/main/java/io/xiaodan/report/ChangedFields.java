package io.xiaodan.report;

import io.xiaodan.access.FormAccess;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Label;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.query.Asking;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was written in records between two moments, as their events tell. */
@Component
class ChangedFields {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Clock clock;

  ChangedFields(JdbcTemplate database, Workspace workspace, JsonMapper json, Clock clock) {
    this.database = database;
    this.workspace = workspace;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The changes of one record together.
   *
   * @param by who changed it last
   */
  record Change(UUID by, Instant at, List<NumberChanges.FieldChange> fields) {}

  private record Event(UUID record, UUID by, Instant at, JsonNode changes) {}

  /** The changes of some records, those fields left out that the reader does not always see. */
  Map<UUID, Change> between(
      Asking asking, String key, Collection<UUID> ids, Instant from, @Nullable Instant to) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    List<Event> events =
        database.query(
            "SELECT record_id, by, at, changes FROM "
                + workspace.table("event")
                + " WHERE form = ? AND record_id = ANY (?::uuid[]) AND at > ?::timestamptz AND at <= ?::timestamptz ORDER BY at, id",
            (row, number) ->
                new Event(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getTimestamp(3).toInstant(),
                    json.readTree(row.getString(4))),
            key,
            ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")),
            from.atOffset(ZoneOffset.UTC),
            (to == null ? clock.instant() : to).atOffset(ZoneOffset.UTC));
    Map<UUID, List<Event>> byRecord =
        events.stream().collect(Collectors.groupingBy(Event::record));
    Form form = asking.blueprint().find(Form.TYPE, key).orElseThrow();
    FormAccess rights = asking.access().of(asking.blueprint(), asking.actor(), form);
    Map<UUID, Change> changes = new LinkedHashMap<>();
    byRecord.forEach((id, some) ->
        changes.put(
            id,
            new Change(
                some.getLast().by(), some.getLast().at(), fields(form, rights, some, asking))));
    return changes;
  }

  private static List<NumberChanges.FieldChange> fields(
      Form form, FormAccess rights, List<Event> events, Asking asking) {
    Map<String, List<JsonNode>> first = new LinkedHashMap<>();
    for (Event event : events) {
      for (Map.Entry<String, JsonNode> change : event.changes().properties()) {
        if (change.getValue().isArray()) {
          List<JsonNode> values =
              first.computeIfAbsent(change.getKey(), field -> new ArrayList<>());
          if (values.isEmpty()) {
            values.add(change.getValue().path(0));
          }
          values.add(change.getValue().path(1));
        }
      }
    }
    List<NumberChanges.FieldChange> fields = new ArrayList<>();
    first.forEach((key, values) -> {
      Label label = label(form, key);
      if (label != null && rights.seesFieldAlways(key)) {
        fields.add(
            new NumberChanges.FieldChange(
                label.in(asking.actor().language()),
                text(form, key, values.getFirst(), asking),
                text(form, key, values.getLast(), asking)));
      }
    });
    return fields;
  }

  private static @Nullable Label label(Form form, String key) {
    FormField field = form.fields().get(key);
    LineItems lines = form.lines().get(key);
    return field != null ? field.label() : lines == null ? null : lines.label();
  }

  /** A value for people; of line items only how many there are. */
  private static @Nullable String text(Form form, String key, JsonNode value, Asking asking) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (value.isArray() && form.lines().containsKey(key)) {
      return String.valueOf(value.size());
    }
    FormField field = form.fields().get(key);
    if (field != null && value.isString()) {
      for (JsonNode option : field.document().path("options")) {
        if (option.path("key").asString("").equals(value.asString())) {
          return Labels.read(option.path("label"), value.asString())
              .in(asking.actor().language());
        }
      }
    }
    return value.isValueNode() ? value.asString() : value.toString();
  }
}
