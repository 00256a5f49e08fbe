package io.xiaodan.form;

import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns one form's outline into the compiled form: reads every formula and orders the filling. */
final class FormCompiler {

  private final FormOutline outline;
  private final Compilation compilation;
  private final FormulaReader formulas;
  private final LiveFields live;
  private final MatchReader matches;

  FormCompiler(FormOutline outline, Map<String, FormOutline> outlines, Compilation compilation) {
    this.outline = outline;
    this.live = new LiveFields(outline, outlines, compilation);
    this.compilation = compilation;
    this.formulas = new FormulaReader(compilation, outline.id(), unread(outline));
    this.matches = new MatchReader(outline, outlines, compilation, formulas);
  }

  private static Map<String, Label> unread(FormOutline outline) {
    Map<String, Label> unread = new LinkedHashMap<>();
    outline.lines().values().forEach(lines -> unread.putAll(labels(lines.live())));
    unread.putAll(labels(outline.live()));
    return unread;
  }

  private static Map<String, Label> labels(Map<String, JsonNode> fields) {
    Map<String, Label> labels = new LinkedHashMap<>();
    fields.forEach((key, field) -> labels.put(key, Labels.read(field.path("label"), key)));
    return labels;
  }

  Form compile() {
    SequencedMap<String, FormField> fields = new LinkedHashMap<>();
    outline
        .fields()
        .forEach(
            (key, typed) -> fields.put(key, field(key, typed, outline.schema(), "fields." + key)));
    SequencedMap<String, LineItems> lines = new LinkedHashMap<>();
    outline.lines().forEach((key, items) -> lines.put(key, lines(key, items)));
    JsonNode document = outline.document();
    String title = document.path("title").asString("");
    if (!fields.containsKey(title)) {
      compilation.error(outline.id(), "title", Message.of("form.title_unknown", "field", title));
    }
    LayoutCheck.check(outline, compilation);
    List<FillStep> steps =
        FillOrder.of(
            fields, lines, (place, message) -> compilation.error(outline.id(), place, message));
    return new Form(
        outline.id().key(),
        Labels.read(document.path("label"), outline.id().key()),
        title,
        Collections.unmodifiableSequencedMap(fields),
        Collections.unmodifiableSequencedMap(lines),
        live.ofHead(),
        outline.schema(),
        steps,
        validations(document.path("validations"), outline.schema(), "validations"),
        document);
  }

  private LineItems lines(String key, FormOutline.Lines items) {
    SequencedMap<String, FormField> columns = new LinkedHashMap<>();
    items
        .columns()
        .forEach((column, typed) ->
            columns.put(
                column, field(column, typed, items.schema(), "fields." + key + "." + column)));
    JsonNode document = items.document();
    return new LineItems(
        key,
        Labels.read(document.path("label"), key),
        "f_" + outline.id().key() + "__" + key,
        Collections.unmodifiableSequencedMap(columns),
        live.ofLines(key, items),
        items.schema(),
        validations(document.path("validations"), items.schema(), "fields." + key + ".validations"),
        document.path("minimum").asInt(0),
        document.path("maximum").asInt(2_000),
        document);
  }

  private FormField field(String key, FormOutline.Typed typed, Schema schema, String place) {
    JsonNode document = typed.document();
    FieldRules rules =
        new FieldRules(
            decision(document.path("required"), false, schema, place + ".required"),
            decision(document.path("readOnly"), false, schema, place + ".readOnly"),
            decision(document.path("visible"), true, schema, place + ".visible"),
            options(document.path("options"), schema, place + ".options"),
            among(document.path("among"), typed.type(), schema, place + ".among"));
    ValueType type = typed.type().valueType();
    FieldFilling filling =
        new FieldFilling(
            kept(optional(document.path("formula"), type, schema, place + ".formula"), place),
            copy(document.path("copy"), type, schema, place + ".copy"),
            matches.read(document.path("match"), type, schema, place + ".match"),
            optional(document.path("default"), type, schema, place + ".default"));
    return new FormField(
        key,
        Labels.read(document.path("label"), key),
        typed.type(),
        document.path("unique").asBoolean(false) || typed.type().name().equals("auto_number"),
        rules,
        filling,
        document);
  }

  /** A value that is kept does not read what changes without the record: it would stay behind. */
  private @Nullable Formula kept(@Nullable Formula formula, String place) {
    for (Path path : formula == null ? Set.<Path>of() : formula.dependencies()) {
      if (readsBalance(path.names())) {
        compilation.error(
            outline.id(),
            place + ".formula",
            Message.of("form.formula_reads_balance", "path", path.toString()));
      }
    }
    return formula;
  }

  private boolean readsBalance(List<String> names) {
    return names.stream()
        .anyMatch(name ->
            isBalance(outline.live().get(name))
                || outline.lines().values().stream()
                    .anyMatch(items -> isBalance(items.live().get(name))));
  }

  private static boolean isBalance(@Nullable JsonNode live) {
    return live != null && live.path("type").asString("").equals("balance");
  }

  private Decision decision(JsonNode document, boolean otherwise, Schema schema, String place) {
    if (!document.isString()) {
      return document.asBoolean(otherwise) ? Decision.YES : Decision.NO;
    }
    Formula formula = optional(document, ValueType.BOOLEAN, schema, place);
    return new Decision(otherwise, formula);
  }

  private Map<String, List<Formula>> options(JsonNode documents, Schema schema, String place) {
    Map<String, List<Formula>> options = new LinkedHashMap<>();
    options(documents, schema, place, List.of(), options);
    return options;
  }

  /** Below an option, what holds for it must hold too. */
  private void options(
      JsonNode documents,
      Schema schema,
      String place,
      List<Formula> above,
      Map<String, List<Formula>> into) {
    for (JsonNode option : documents) {
      String key = option.path("key").asString();
      Formula when =
          optional(option.path("when"), ValueType.BOOLEAN, schema, place + "." + key + ".when");
      List<Formula> all =
          when == null ? above : Stream.concat(above.stream(), Stream.of(when)).toList();
      if (!all.isEmpty()) {
        into.put(key, all);
      }
      options(option.path("children"), schema, place, all, into);
    }
  }

  /**
   * Line items have no place in it: what a picker knows of a record that is not stored is its head.
   */
  private @Nullable Among among(JsonNode document, FieldType type, Schema around, String place) {
    if (!document.isString() || !(type instanceof ReferenceType reference)) {
      return null;
    }
    Schema schema = Among.schema(around, reference);
    Formula formula =
        formulas.read(
            document.stringValue(),
            schema,
            ValueType.BOOLEAN,
            place,
            Evaluator.JVM,
            Evaluator.SQL,
            Evaluator.BROWSER);
    if (formula == null) {
      return null;
    }
    for (Path path : formula.dependencies()) {
      if (Among.goesThroughLines(schema, path)) {
        compilation.error(outline.id(), place, Message.of("form.among_lines", "path", path));
        return null;
      }
    }
    return new Among(formula, schema);
  }

  private @Nullable Formula optional(
      JsonNode document, ValueType type, Schema schema, String place) {
    return document.isString()
        ? formulas.read(
            document.stringValue(), schema, type, place, Evaluator.JVM, Evaluator.BROWSER)
        : null;
  }

  /**
   * A copied value is a path of two names: a reference of the same row or head, and a field of what
   * it refers to.
   */
  private @Nullable Path copy(JsonNode document, ValueType type, Schema schema, String place) {
    if (!document.isString()) {
      return null;
    }
    Path path = Path.parse(document.stringValue());
    Formula read = formulas.read(document.stringValue(), schema, type, place, Evaluator.JVM);
    if (read != null && path.names().size() != 2) {
      compilation.error(outline.id(), place, Message.of("form.copy_path", "path", path));
      return null;
    }
    return read == null ? null : path;
  }

  private List<Validation> validations(JsonNode documents, Schema schema, String place) {
    List<Validation> validations = new ArrayList<>();
    for (JsonNode document : documents) {
      String key = document.path("key").asString("validation" + validations.size());
      Formula formula =
          formulas.read(
              document.path("formula").asString(""),
              schema,
              ValueType.BOOLEAN,
              place + "." + key,
              Evaluator.JVM,
              Evaluator.BROWSER);
      List<String> fields = new ArrayList<>();
      document.path("fields").forEach(field -> fields.add(field.asString()));
      if (formula != null) {
        validations.add(
            new Validation(
                key, formula, List.copyOf(fields), Labels.read(document.path("message"), key)));
      }
    }
    return List.copyOf(validations);
  }
}
