package io.xiaodan.link;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ChoiceQuestion;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordChoices;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.Records;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads for visitors: records to choose from, and the answers to what they ask. */
@Component
class LinkRecords {

  private static final int CHOICES = 20;
  private static final int ANSWERS = 5;
  private static final int LONGEST = 200;

  private final Blueprints blueprints;
  private final RecordLists lists;
  private final Records records;
  private final Disclosure disclosure;
  private final RecordChoices limits;

  LinkRecords(
      Blueprints blueprints,
      RecordLists lists,
      Records records,
      Disclosure disclosure,
      RecordChoices limits) {
    this.limits = limits;
    this.blueprints = blueprints;
    this.lists = lists;
    this.records = records;
    this.disclosure = disclosure;
  }

  private Caller caller(Language language) {
    return new Caller(blueprints.current(), Actor.system(Origin.LINK).withLanguage(language));
  }

  /**
   * Records a part lets visitors choose, by their names only.
   *
   * @param only the one record that is asked about; null for all
   */
  List<Map<String, @Nullable Object>> choices(
      String form, Granted.Part part, String search, @Nullable UUID only) {
    return choices(form, part, search, only, null);
  }

  /**
   * The same, of those that may be chosen beside what stands on the visitor's page.
   *
   * @param from the form that is filled in
   * @param path the reference in it
   * @param values of its head, and of the row the reference stands in
   */
  List<Map<String, @Nullable Object>> choices(
      Form from,
      String path,
      String form,
      Granted.Part part,
      String search,
      JsonNode values,
      JsonNode row) {
    RecordLists.Limit limit =
        limits.limit(
            caller(Language.ZH), from, new ChoiceQuestion(path, null, values, row, null, CHOICES));
    return choices(form, part, search, null, limit);
  }

  private List<Map<String, @Nullable Object>> choices(
      String form,
      Granted.Part part,
      String search,
      @Nullable UUID only,
      RecordLists.@Nullable Limit limit) {
    Form target = blueprints.current().find(Form.TYPE, form).orElseThrow();
    List<String> conditions = new ArrayList<>();
    if (part.filter() != null) {
      conditions.add("(" + part.filter() + ")");
    }
    if (only != null) {
      conditions.add("id = \"" + only + "\"");
    }
    String text = search.strip();
    if (!text.isEmpty()) {
      String quoted = text.substring(0, Math.min(text.length(), LONGEST)).replace("\"", "\"\"");
      conditions.add("CONTAINS(" + target.title() + ", \"" + quoted + "\")");
    }
    String filter = conditions.isEmpty() ? null : String.join(" and ", conditions);
    List<Map<String, @Nullable Object>> found =
        lists
            .page(
                caller(Language.ZH),
                form,
                new ListQuery(filter, target.title(), null, false, CHOICES, null),
                limit)
            .items();
    return found.stream().map(record -> choice(record, part)).toList();
  }

  private static Map<String, @Nullable Object> choice(
      Map<String, @Nullable Object> record, Granted.Part part) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (record.get("values") instanceof Map<?, ?> all) {
      for (String key : part.show()) {
        values.put(key, all.get(key));
      }
    }
    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
    choice.put("id", record.get("id"));
    choice.put("title", record.get("title"));
    choice.put("values", values);
    return choice;
  }

  /** What a question asks for. */
  List<ObjectNode> questions(Form form, JsonNode document) {
    return document
        .path("by")
        .valueStream()
        .map(by -> form.fields().get(by.asString()))
        .filter(java.util.Objects::nonNull)
        .map(field -> disclosure.said(field.document()))
        .toList();
  }

  /** The records in which every value stands exactly, with the fields the link shows. */
  List<Map<String, @Nullable Object>> answer(
      Form form, JsonNode document, JsonNode values, Language language) {
    List<Violation> wrong = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (JsonNode by : document.path("by")) {
      FormField field = form.fields().get(by.asString());
      if (field == null) {
        return List.of(); // the form has changed since; nothing is found any more
      }
      JsonNode sent = values.path(field.key());
      Coerced read = field.type().coerce(sent);
      if (read.refusal() != null) {
        wrong.add(Violation.at(field.key(), read.refusal()));
      } else if (read.value() == null) {
        wrong.add(
            Violation.at(field.key(), Message.of("link.answer_missing", "label", field.label())));
      } else {
        conditions.add(field.key() + " = " + literal(read.value()));
      }
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
    if (conditions.isEmpty()) {
      return List.of();
    }
    Caller caller = caller(language);
    return lists
        .page(
            caller,
            form.key(),
            new ListQuery(String.join(" and ", conditions), null, null, false, ANSWERS, null))
        .items()
        .stream()
        .map(record -> shown(caller, form, document, record))
        .toList();
  }

  /** A value as the formula language writes it. */
  private static String literal(Object value) {
    return switch (value) {
      case BigDecimal number -> number.toPlainString();
      case java.time.LocalDate day ->
          "DATE(%d, %d, %d)".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
      default -> "\"" + value.toString().replace("\"", "\"\"") + "\"";
    };
  }

  private Map<String, @Nullable Object> shown(
      Caller caller, Form form, JsonNode document, Map<String, @Nullable Object> found) {
    boolean lines =
        document.path("shown").valueStream().anyMatch(key -> key.asString().contains("."));
    Map<String, @Nullable Object> whole =
        lines
            ? records.json(
                caller,
                records.get(caller, form.key(), UUID.fromString(String.valueOf(found.get("id")))))
            : found;
    Map<?, ?> values = whole.get("values") instanceof Map<?, ?> all ? all : Map.of();
    List<String> keys = document.path("shown").valueStream().map(JsonNode::asString).toList();
    List<ObjectNode> fields = disclosure.fields(form, keys, values);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("fields", fields);
    return answer;
  }
}
