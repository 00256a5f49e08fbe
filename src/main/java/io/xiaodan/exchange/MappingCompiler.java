package io.xiaodan.exchange;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Message;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compiles one mapping; whatever is wrong is reported with its place. */
final class MappingCompiler {

  /** What a formula of a head with line items calls all the lines of the record. */
  static final String LINES = "rows";

  private final ArtifactId id;
  private final JsonNode document;
  private final Compilation compilation;
  private final FormulaReader formulas;
  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private boolean sound = true;

  MappingCompiler(ArtifactId id, JsonNode document, Compilation compilation) {
    this.id = id;
    this.document = document;
    this.compilation = compilation;
    this.formulas = new FormulaReader(compilation, id);
  }

  @Nullable ImportMapping compile() {
    SequencedMap<String, String> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> column : document.path("columns").properties()) {
      columns.put(column.getKey(), column.getValue().stringValue());
      types.put(column.getKey(), ValueType.TEXT);
    }
    SequencedMap<String, Formula> derived = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : document.path("derive").properties()) {
      String place = "derive." + value.getKey();
      Formula formula = formula(value.getValue(), Schema.of(types), place);
      if (types.containsKey(value.getKey()) || value.getKey().equals(LINES)) {
        error(place, "exchange.name_taken", "name", value.getKey());
      } else if (formula != null) {
        derived.put(value.getKey(), formula);
        types.put(value.getKey(), formula.type());
      }
    }
    Schema line = Schema.of(types);
    List<LineRule> leaveOut = new ArrayList<>();
    for (JsonNode rule : document.path("leaveOut")) {
      LineRule read = rule(rule, line, "leaveOut." + rule.path("key").stringValue());
      if (read != null) {
        leaveOut.add(read);
      }
    }
    List<ImportTarget> targets = new ArrayList<>();
    for (JsonNode target : document.path("targets")) {
      ImportTarget read = target(target, line, "targets." + targets.size());
      if (read != null) {
        targets.add(read);
      }
    }
    String delimiter = document.path("delimiter").asString("");
    ImportMapping mapping =
        new ImportMapping(
            id.key(),
            Labels.read(document.path("label"), id.key()),
            delimiter.isEmpty() ? null : delimiter.charAt(0),
            charset(document.path("charset").asString("")),
            zone(document.path("zone").asString("")),
            layout(document.path("layout"), columns),
            columns,
            derived,
            List.copyOf(leaveOut),
            List.copyOf(targets),
            document);
    return sound ? mapping : null;
  }

  private static @Nullable Charset charset(String name) {
    return name.isEmpty() ? null : Charset.forName(name);
  }

  private @Nullable ZoneId zone(String name) {
    try {
      return name.isEmpty() ? null : ZoneId.of(name);
    } catch (DateTimeException e) {
      error("zone", "exchange.zone_unknown", "zone", name);
      return null;
    }
  }

  private @Nullable SheetLayout layout(JsonNode layout, Map<String, String> columns) {
    if (layout.isMissingNode()) {
      return null;
    }
    List<String> head = layout.path("head").valueStream().map(JsonNode::stringValue).toList();
    for (String name : head) {
      if (!columns.containsKey(name)) {
        error("layout.head", "exchange.column_missing", "column", name);
      }
    }
    return new SheetLayout(
        layout.path("header").asInt(1),
        SheetLayout.Rows.valueOf(layout.path("rows").asString("single").toUpperCase(Locale.ROOT)),
        head);
  }

  private @Nullable LineRule rule(JsonNode rule, Schema schema, String place) {
    Formula formula =
        formulas.read(rule.path("when").stringValue(), schema, ValueType.BOOLEAN, place + ".when");
    sound &= formula != null;
    String key = rule.path("key").stringValue();
    return formula == null
        ? null
        : new LineRule(key, Labels.read(rule.path("label"), key), formula);
  }

  private @Nullable ImportTarget target(JsonNode target, Schema line, String place) {
    Form form = compilation.find(Form.TYPE, target.path("form").stringValue());
    if (form == null) {
      error(place, "exchange.form_unknown", "form", target.path("form").stringValue());
      return null;
    }
    JsonNode values = target.path("values");
    List<FormField> key = key(target.path("key"), form, values, place + ".key");
    if (key == null) {
      return null;
    }
    Schema head = target.has("lines") ? withLines(line) : line;
    JsonNode when = target.path("when");
    JsonNode at = target.path("at");
    return new ImportTarget(
        form,
        key,
        ImportTarget.Duplicates.valueOf(
            target.path("duplicates").asString("skip").toUpperCase(Locale.ROOT)),
        target.path("repeated").asString("merge").equals("refuse"),
        when.isMissingNode() ? null : rule(when, line, place + ".when"),
        at.isMissingNode() ? null : value(at, head, place + ".at"),
        values(values, form.fields(), head, place + ".values"),
        lines(target.path("lines"), form, line, place + ".lines"));
  }

  /**
   * The fields that recognise a record: one that is unique, or a list of whatever fields hold plain
   * values; null after reporting why there are none.
   */
  private @Nullable List<FormField> key(JsonNode key, Form form, JsonNode values, String place) {
    List<String> names =
        key.isArray()
            ? key.valueStream().map(JsonNode::stringValue).toList()
            : key.isMissingNode() ? List.of() : List.of(key.stringValue());
    List<FormField> fields = new ArrayList<>();
    for (String name : names) {
      FormField field = form.fields().get(name);
      boolean fits = field != null && (key.isArray() ? isPlain(field) : field.unique());
      if (field == null || !fits || !values.has(name)) {
        error(place, "exchange.key_not_unique", "field", name);
        return null;
      }
      fields.add(field);
    }
    return List.copyOf(fields);
  }

  private static boolean isPlain(FormField field) {
    return !field.type().column().endsWith("[]") && !field.filling().isComputed();
  }

  private static Schema withLines(Schema line) {
    ValueType rows = new ValueType.ListOf(new ValueType.RecordOf(LINES, line));
    return name -> name.equals(LINES) ? java.util.Optional.of(rows) : line.typeOf(name);
  }

  private SequencedMap<String, SequencedMap<String, MappedValue>> lines(
      JsonNode lines, Form form, Schema line, String place) {
    SequencedMap<String, SequencedMap<String, MappedValue>> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : lines.properties()) {
      LineItems items = form.lines().get(entry.getKey());
      if (items == null) {
        error(place, "exchange.field_unknown", "form", form.label(), "field", entry.getKey());
      } else {
        all.put(
            items.key(),
            values(entry.getValue(), items.columns(), line, place + "." + items.key()));
      }
    }
    return all;
  }

  private SequencedMap<String, MappedValue> values(
      JsonNode values, SequencedMap<String, FormField> fields, Schema schema, String place) {
    SequencedMap<String, MappedValue> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String at = place + "." + entry.getKey();
      FormField field = fields.get(entry.getKey());
      if (field == null || field.filling().isComputed()) {
        error(at, "exchange.field_unwritable", "field", entry.getKey());
        continue;
      }
      MappedValue value = value(entry.getValue(), schema, at);
      if (value.by() != null && !isUniqueThere(field, value.by())) {
        error(at, "exchange.by_not_unique", "field", value.by());
      }
      all.put(entry.getKey(), value);
    }
    return all;
  }

  private boolean isUniqueThere(FormField field, String by) {
    Form other =
        field.type() instanceof ReferenceType type
            ? compilation.find(Form.TYPE, type.form())
            : null;
    return other != null && other.field(by).map(FormField::unique).orElse(false);
  }

  private MappedValue value(JsonNode value, Schema schema, String place) {
    JsonNode cell = value.path("cell");
    if (cell.isString()) {
      if (schema.typeOf(cell.stringValue()).isEmpty()) {
        error(place, "exchange.column_missing", "column", cell.stringValue());
      }
      return new MappedValue(
          List.of(),
          null,
          new MappedValue.Cell(
              cell.stringValue(),
              value.path("by").valueStream().map(JsonNode::stringValue).toList(),
              value.path("create").asBoolean(false)));
    }
    JsonNode by = value.path("by");
    if (by.isObject()) {
      Map.Entry<String, JsonNode> only = by.properties().iterator().next();
      return new MappedValue(formulas(only.getValue(), schema, place), only.getKey(), null);
    }
    return new MappedValue(formulas(value, schema, place), null, null);
  }

  private List<Formula> formulas(JsonNode value, Schema schema, String place) {
    List<Formula> all = new ArrayList<>();
    for (JsonNode text : value.isArray() ? value : List.of(value)) {
      Formula formula = formula(text, schema, place);
      if (formula != null) {
        all.add(formula);
      }
    }
    return all;
  }

  private @Nullable Formula formula(JsonNode text, Schema schema, String place) {
    Formula formula = formulas.read(text.stringValue(), schema, place);
    sound &= formula != null;
    return formula;
  }

  private void error(String place, String code, Object... namesAndValues) {
    sound = false;
    compilation.error(id, place, Message.of(code, namesAndValues));
  }
}
