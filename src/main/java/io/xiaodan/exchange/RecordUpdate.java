package io.xiaodan.exchange;

import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.record.StoredLine;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes a record that is already there to what a file says. Line items keep their identity by
 * their place, and a record that already is as the file says is not touched.
 */
final class RecordUpdate {

  private final RecordDoor door;
  private final ImportTarget target;

  RecordUpdate(RecordDoor door, ImportTarget target) {
    this.door = door;
    this.target = target;
  }

  /**
   * Whether anything had to be changed.
   *
   * @throws io.xiaodan.kernel.ProblemException as {@link io.xiaodan.record.Records#update}
   */
  boolean apply(UUID id, Write write) {
    String form = target.form().key();
    StoredRecord stored = door.records().get(door.caller(), form, id);
    ObjectNode values = (ObjectNode) Objects.requireNonNull(write.values());
    for (String number : numbers()) {
      values.remove(number);
    }
    boolean same =
        target.form().fields().values().stream()
            .allMatch(field -> same(field, values, stored.values()));
    for (String key : target.lines().keySet()) {
      same &=
          sameLines(
              Objects.requireNonNull(target.form().lines().get(key)),
              values.path(key),
              stored.lines().getOrDefault(key, List.of()));
    }
    if (same) {
      return false;
    }
    door.records().update(door.caller(), form, id, null, write.at(null));
    return true;
  }

  /** Numbers that the system gives stay as they were given. */
  private List<String> numbers() {
    return target.form().fields().values().stream()
        .filter(field -> field.type().name().equals("auto_number"))
        .map(FormField::key)
        .toList();
  }

  private boolean sameLines(LineItems items, JsonNode sent, List<StoredLine> stored) {
    boolean same = sent.size() == stored.size();
    for (int i = 0; i < Math.min(sent.size(), stored.size()); i++) {
      StoredLine line = stored.get(i);
      JsonNode row = sent.get(i);
      same &=
          items.columns().values().stream().allMatch(column -> same(column, row, line.values()));
      ((ObjectNode) row).put("id", line.id().toString());
    }
    return same;
  }

  /** Whether a value that was sent is what is stored; what was not sent does not matter. */
  private boolean same(FormField field, JsonNode sent, Map<String, Object> stored) {
    JsonNode json = sent.path(field.key());
    if (json.isMissingNode()) {
      return true;
    }
    Object now = stored.get(field.key());
    JsonNode by = json.path("by");
    if (by.isObject()) {
      return now instanceof UUID id && isNamed(field, id, by);
    }
    Object value = field.type().coerce(json).value();
    return value instanceof BigDecimal a && now instanceof BigDecimal b
        ? a.compareTo(b) == 0
        : Objects.equals(value, now);
  }

  private boolean isNamed(FormField field, UUID id, JsonNode by) {
    Map.Entry<String, JsonNode> only = by.properties().iterator().next();
    if (!(field.type() instanceof io.xiaodan.form.type.ReferenceType type)) {
      return false;
    }
    @Nullable Object value =
        door.records().get(door.caller(), type.form(), id).values().get(only.getKey());
    return value != null && value.toString().equals(only.getValue().asString());
  }
}
