package io.xiaodan.rule;

import io.xiaodan.access.RoleRights;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.Labels;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Message;
import io.xiaodan.record.ChangeKind;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads what sets a rule off; whatever is wrong is reported with its place. */
record TriggerReader(Compilation compilation, ArtifactId id, Form form) {

  private static final Set<String> KNOWN_ROLES = Set.of(Role.ADMINISTRATOR, Role.BUILDER);

  Trigger read(JsonNode document) {
    if (document.has("date")) {
      return Trigger.at(date(document.path("date")));
    }
    if (document.has("schedule")) {
      return Trigger.at(schedule(document.path("schedule")));
    }
    if (document.has("button")) {
      return Trigger.pressed(button(document.path("button")));
    }
    if (document.has("flow")) {
      Set<String> ends = new LinkedHashSet<>();
      document.path("flow").path("ends").forEach(end -> ends.add(end.asString()));
      return Trigger.ofEnd(ends);
    }
    return document.path("called").asBoolean(false) ? Trigger.byRules() : changes(document);
  }

  private Trigger changes(JsonNode document) {
    Set<ChangeKind> on = EnumSet.noneOf(ChangeKind.class);
    for (JsonNode word : document.path("on")) {
      on.add(
          switch (word.asString()) {
            case "create" -> ChangeKind.CREATED;
            case "change" -> ChangeKind.UPDATED;
            default -> ChangeKind.DELETED;
          });
    }
    Map<String, Trigger.FieldChange> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : document.path("fields").properties()) {
      String place = "trigger.fields." + entry.getKey();
      JsonNode change = entry.getValue();
      FormField field = form.fields().get(entry.getKey());
      if (field != null) {
        fields.put(
            field.key(),
            new Trigger.FieldChange(
                value(field, change.path("from"), place + ".from"),
                value(field, change.path("to"), place + ".to")));
      } else if (form.lines().containsKey(entry.getKey()) && change.isEmpty()) {
        fields.put(entry.getKey(), new Trigger.FieldChange(null, null));
      } else if (form.lines().containsKey(entry.getKey())) {
        error(place, "rule.lines_value", "field", entry.getKey());
      } else {
        error(place, "rule.field_unknown", "form", form.label(), "field", entry.getKey());
      }
    }
    if (!fields.isEmpty() && on.equals(Set.of(ChangeKind.DELETED))) {
      compilation.warning(id, "trigger.fields", Message.of("rule.fields_of_deletion"));
    }
    return Trigger.of(on, fields);
  }

  private @Nullable Object value(FormField field, JsonNode text, String place) {
    if (!text.isString()) {
      return null;
    }
    Coerced value = field.type().coerce(StringNode.valueOf(text.stringValue()));
    if (value.refusal() != null) {
      compilation.error(id, place, value.refusal());
    }
    return value.value();
  }

  private @Nullable Timing date(JsonNode document) {
    String key = document.path("field").asString("");
    FormField field = form.fields().get(key);
    if (field == null) {
      error("trigger.date.field", "rule.field_unknown", "form", form.label(), "field", key);
      return null;
    }
    ValueType type = field.type().valueType();
    ChronoUnit unit = unit(document.path("unit").asString("days"));
    if (type != ValueType.DATE && type != ValueType.DATETIME) {
      error("trigger.date.field", "rule.not_a_date", "label", field.label());
      return null;
    }
    if (type == ValueType.DATE && unit != ChronoUnit.DAYS) {
      error("trigger.date.unit", "rule.date_in_days", "label", field.label());
    }
    if (type == ValueType.DATETIME && document.has("at")) {
      error("trigger.date.at", "rule.moment_has_time", "label", field.label());
    }
    if (type == ValueType.DATETIME && document.has("days_off")) {
      error("trigger.date.days_off", "rule.moment_on_days_off", "label", field.label());
    }
    return new Timing.DateReached(
        field,
        document.path("offset").asInt(0),
        unit,
        time(document.path("at"), "09:00"),
        daysOff(document));
  }

  private static Timing.DaysOff daysOff(JsonNode document) {
    return switch (document.path("days_off").asString("")) {
      case "skip" -> Timing.DaysOff.SKIP;
      case "next" -> Timing.DaysOff.NEXT;
      default -> Timing.DaysOff.COUNT;
    };
  }

  private Timing schedule(JsonNode document) {
    if (document.path("every").asString().equals("hour")
        && daysOff(document) == Timing.DaysOff.NEXT) {
      error("trigger.schedule.days_off", "rule.hour_put_off");
    }
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    document.path("weekdays").forEach(day -> weekdays.add(DayOfWeek.of(day.asInt())));
    return new Timing.Every(
        unit(document.path("every").asString() + "s"),
        weekdays,
        document.path("day").asInt(1),
        time(document.path("at"), "09:00"),
        document.path("together").asBoolean(false),
        daysOff(document));
  }

  private static ChronoUnit unit(String word) {
    return ChronoUnit.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static LocalTime time(JsonNode text, String otherwise) {
    return LocalTime.parse(text.asString(otherwise));
  }

  private Button button(JsonNode document) {
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode role : document.path("roles")) {
      roles.add(role.asString());
      if (!KNOWN_ROLES.contains(role.asString())
          && compilation.find(RoleRights.TYPE, role.asString()) == null) {
        error("trigger.button.roles", "action.role_unknown", "role", role.asString());
      }
    }
    return new Button(
        Labels.read(document.path("label"), id.key()),
        roles,
        document.has("confirm") ? Labels.read(document.path("confirm"), "") : null);
  }

  private void error(String place, String code, Object... namesAndValues) {
    compilation.error(id, place, Message.of(code, namesAndValues));
  }
}
