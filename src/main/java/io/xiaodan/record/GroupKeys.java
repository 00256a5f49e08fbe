package io.xiaodan.record;

import io.xiaodan.form.FormField;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the keys of groups are called, and how their records are found. */
final class GroupKeys {

  private final RecordJson json;
  private final RecordViews views;
  private final Language language;

  GroupKeys(RecordJson json, RecordViews views, Language language) {
    this.json = json;
    this.views = views;
    this.language = language;
  }

  /**
   * One key.
   *
   * @param value as the API writes it; null for empty
   * @param condition a node of a filter tree that picks the records
   */
  record Key(
      @Nullable Object value,
      @Nullable String label,
      @Nullable String color,
      Map<String, @Nullable Object> condition) {

    Map<String, @Nullable Object> shown() {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      shown.put("value", value);
      shown.put("label", label);
      if (color != null) {
        shown.put("color", color);
      }
      return shown;
    }
  }

  Key read(GroupColumn column, String name, ResultSet row) throws SQLException {
    Object found = row.getObject(name);
    String path = column.group().field();
    FormField field = column.field();
    if (found == null) {
      return new Key(null, null, null, condition(path, "empty", null));
    }
    if (found instanceof java.sql.Date date) {
      return day(column.group(), date.toLocalDate());
    }
    if (field == null || field.type() instanceof PersonType) {
      return system(path, found);
    }
    Object value = field.type().fromColumn(found);
    if (field.type() instanceof ReferenceType && value instanceof UUID id) {
      Object title = json.value(field, id) instanceof Map<?, ?> titled ? titled.get("title") : id;
      return new Key(id, String.valueOf(title), null, condition(path, "eq", id));
    }
    Object shown = field.type().toJson(value);
    if (field.type() instanceof SelectType select) {
      Label label = select.options().get(shown.toString());
      return new Key(
          shown,
          label == null ? shown.toString() : label.in(language),
          color(field, shown.toString()),
          condition(path, "eq", shown));
    }
    return new Key(shown, shown.toString(), null, condition(path, "eq", shown));
  }

  private Key system(String path, Object found) {
    return found instanceof UUID id
        ? new Key(id, views.name(id), null, condition(path, "eq", id))
        : new Key(found, found.toString(), null, condition(path, "eq", found));
  }

  private static Key day(Group group, LocalDate day) {
    Group.Bucket bucket = group.bucket() == null ? Group.Bucket.DAY : group.bucket();
    return new Key(
        day.toString(),
        label(bucket, day),
        null,
        condition(group.field(), "within", Map.of(bucket.key(), day.toString())));
  }

  private static String label(Group.Bucket bucket, LocalDate day) {
    return switch (bucket) {
      case DAY -> day.toString();
      case WEEK ->
          "%d-W%02d"
              .formatted(
                  day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> "%d-%02d".formatted(day.getYear(), day.getMonthValue());
      case QUARTER -> "%d-Q%d".formatted(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
      case YEAR -> Integer.toString(day.getYear());
    };
  }

  private static @Nullable String color(FormField field, String key) {
    for (JsonNode option : field.document().path("options")) {
      if (option.path("key").asString("").equals(key)) {
        return option.path("color").isString() ? option.path("color").asString() : null;
      }
    }
    return null;
  }

  private static Map<String, @Nullable Object> condition(
      String field, String operator, @Nullable Object value) {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    condition.put("field", field);
    condition.put("op", operator);
    if (value != null) {
      condition.put("value", value);
    }
    return condition;
  }

  /** A tree that picks the records of all keys together. */
  static Map<String, @Nullable Object> filter(List<Key> keys) {
    Map<String, @Nullable Object> filter = new LinkedHashMap<>();
    filter.put("all", keys.stream().map(Key::condition).toList());
    return filter;
  }
}
