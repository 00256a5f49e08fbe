package io.xiaodan.link;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether what a link names is there and can be granted. */
final class LinkCheck {

  /** What can be entered exactly, without choosing. */
  private static final Set<String> ENTERED =
      Set.of(
          "text",
          "phone",
          "email",
          "auto_number",
          "barcode",
          "date",
          "number",
          "money",
          "id_number",
          "credit_code",
          "bank_card");

  private final Blueprint blueprint;
  private final Form form;
  private final BiPredicate<String, String> isFilter;
  private final List<Violation> wrong = new ArrayList<>();

  LinkCheck(Blueprint blueprint, Form form, BiPredicate<String, String> isFilter) {
    this.blueprint = blueprint;
    this.form = form;
    this.isFilter = isFilter;
  }

  List<Violation> check(Link.Wish wish) {
    JsonNode document = wish.document();
    if (wish.kind().equals("form")) {
      fields(document.path("fields"));
      String phone = document.path("phone").asString("");
      if (document.path("once").asString("").equals("phone")
          && form.field(phone).filter(field -> field.type().name().equals("phone")).isEmpty()) {
        wrong.add(Violation.at("document.phone", Message.of("link.phone")));
      }
    } else {
      query(document);
    }
    return wrong;
  }

  private void fields(JsonNode fields) {
    if (fields.isEmpty()) {
      wrong.add(Violation.at("document.fields", Message.of("link.no_fields")));
    }
    for (JsonNode field : fields) {
      String key = field.path("field").asString();
      String place = "document.fields." + key;
      LineItems lines = form.lines().get(key);
      if (lines == null) {
        one(form.fields(), field, key, place);
        continue;
      }
      if (field.path("columns").isEmpty()) {
        wrong.add(Violation.at(place, Message.of("link.no_columns")));
      }
      for (JsonNode column : field.path("columns")) {
        String name = column.path("field").asString();
        one(lines.columns(), column, name, place + "." + name);
        if (column.has("value") || column.path("hidden").asBoolean(false)) {
          wrong.add(Violation.at(place + "." + name, Message.of("link.column_value")));
        }
      }
    }
  }

  private void one(Map<String, FormField> fields, JsonNode granted, String key, String place) {
    FormField field = fields.get(key);
    if (field == null) {
      wrong.add(Violation.at(place, Message.of("link.field_unknown", "field", key)));
      return;
    }
    boolean hidden = granted.path("hidden").asBoolean(false);
    if ((field.type() instanceof PersonType || field.type() instanceof DepartmentType) && !hidden) {
      wrong.add(Violation.at(place, Message.of("link.no_people", "field", field.label())));
    }
    if ((hidden || granted.path("fixed").asBoolean(false)) && !granted.has("value")) {
      wrong.add(Violation.at(place, Message.of("link.value_missing", "field", field.label())));
    }
    if (granted.has("value")) {
      Message refusal =
          field.filling().isComputed()
              ? Message.of("record.computed", "label", field.label())
              : field.type().coerce(granted.path("value")).refusal();
      if (refusal != null) {
        wrong.add(Violation.at(place + ".value", refusal));
      }
    }
    if (granted.has("show") || granted.has("filter")) {
      reference(field, granted, place);
    }
  }

  private void reference(FormField field, JsonNode granted, String place) {
    Form target =
        field.type() instanceof ReferenceType type
            ? blueprint.find(Form.TYPE, type.form()).orElse(null)
            : null;
    if (target == null) {
      wrong.add(Violation.at(place, Message.of("link.no_reference", "field", field.label())));
      return;
    }
    for (JsonNode shown : granted.path("show")) {
      if (target.field(shown.asString()).isEmpty()) {
        wrong.add(
            Violation.at(
                place + ".show", Message.of("link.field_unknown", "field", shown.asString())));
      }
    }
    if (granted.has("filter") && !isFilter.test(target.key(), granted.path("filter").asString())) {
      wrong.add(Violation.at(place + ".filter", Message.of("link.filter")));
    }
  }

  private void query(JsonNode document) {
    if (document.path("by").isEmpty()) {
      wrong.add(Violation.at("document.by", Message.of("link.no_question")));
    }
    for (JsonNode by : document.path("by")) {
      @Nullable FormField field = form.fields().get(by.asString());
      if (field == null || !ENTERED.contains(field.type().name())) {
        wrong.add(
            Violation.at("document.by", Message.of("link.cannot_ask", "field", by.asString())));
      }
    }
    if (document.path("shown").isEmpty()) {
      wrong.add(Violation.at("document.shown", Message.of("link.no_fields")));
    }
    for (JsonNode shown : document.path("shown")) {
      String key = shown.asString();
      int dot = key.indexOf('.');
      LineItems lines = dot < 0 ? null : form.lines().get(key.substring(0, dot));
      boolean known =
          lines == null
              ? dot < 0 && form.fields().containsKey(key)
              : lines.columns().containsKey(key.substring(dot + 1));
      if (!known) {
        wrong.add(Violation.at("document.shown", Message.of("link.field_unknown", "field", key)));
      }
    }
  }
}
