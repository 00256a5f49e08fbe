package io.xiaodan.form;

import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.type.DateTimeType;
import io.xiaodan.form.type.DateType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a form that have no column, against what the other forms hold. */
final class LiveFields {

  private static final int LONGEST_PATH = 4;
  private static final int MOST_AVERAGE_PLACES = 6;
  private static final Set<String> TYPES = Set.of("lookup", "rollup", "balance", "promise");

  private final FormOutline outline;
  private final Map<String, FormOutline> outlines;
  private final Compilation compilation;
  private final FormulaReader formulas;

  LiveFields(FormOutline outline, Map<String, FormOutline> outlines, Compilation compilation) {
    this.outline = outline;
    this.outlines = outlines;
    this.compilation = compilation;
    this.formulas = new FormulaReader(compilation, outline.id());
  }

  /** Whether a type has no column. */
  static boolean isLive(String type) {
    return TYPES.contains(type);
  }

  /** The live fields of the head. */
  SequencedMap<String, LiveField> ofHead() {
    SequencedMap<String, LiveField> fields = new LinkedHashMap<>();
    outline
        .live()
        .forEach((key, document) -> {
          String place = "fields." + key;
          LiveField field =
              switch (document.path("type").asString()) {
                case "lookup" -> lookup(key, document, outline.fields(), place);
                case "balance" -> balance(key, document, outline.fields(), null, place);
                case "promise" -> promise(key, document, outline.fields(), null, place);
                default -> rollUp(key, document, place);
              };
          if (field != null) {
            fields.put(key, field);
          }
        });
    return Collections.unmodifiableSequencedMap(fields);
  }

  /** The live columns of line items; they look up or ask a ledger. */
  SequencedMap<String, LiveField> ofLines(String lines, FormOutline.Lines items) {
    SequencedMap<String, LiveField> fields = new LinkedHashMap<>();
    items
        .live()
        .forEach((key, document) -> {
          String place = "fields." + lines + "." + key;
          String type = document.path("type").asString();
          if (type.equals("rollup")) {
            compilation.error(outline.id(), place, Message.of("form.rollup_in_lines"));
            return;
          }
          LiveField field =
              switch (type) {
                case "balance" -> balance(key, document, items.columns(), outline.fields(), place);
                case "promise" -> promise(key, document, items.columns(), outline.fields(), place);
                default -> lookup(key, document, items.columns(), place);
              };
          if (field != null) {
            fields.put(key, field);
          }
        });
    return Collections.unmodifiableSequencedMap(fields);
  }

  private @Nullable LiveField lookup(
      String key, JsonNode document, Map<String, FormOutline.Typed> from, String place) {
    String text = document.path("path").asString("");
    List<String> path = List.of(text.split("\\."));
    Map<String, FormOutline.Typed> fields = from;
    boolean leads = path.size() >= 2 && path.size() <= LONGEST_PATH;
    for (int i = 0; leads && i < path.size() - 1; i++) {
      FormOutline.Typed step = fields.get(path.get(i));
      FormOutline target =
          step != null && step.type() instanceof ReferenceType type
              ? outlines.get(type.form())
              : null;
      leads = target != null;
      fields = target == null ? Map.of() : target.fields();
    }
    if (!leads || !fields.containsKey(path.getLast())) {
      compilation.error(outline.id(), place, Message.of("form.lookup_path", "path", text));
      return null;
    }
    return new LiveField.Lookup(key, label(key, document), path, document);
  }

  private @Nullable LiveField balance(
      String key,
      JsonNode document,
      Map<String, FormOutline.Typed> beside,
      @Nullable Map<String, FormOutline.Typed> head,
      String place) {
    SequencedMap<String, List<String>> at = at(document, beside, head, place);
    return at == null
        ? null
        : new LiveField.Balance(
            key,
            label(key, document),
            document.path("ledger").asString(""),
            document.path("figure").asString(""),
            at,
            new DecimalType("number", document.path("scale").asInt(3), null, null),
            document);
  }

  private @Nullable LiveField promise(
      String key,
      JsonNode document,
      Map<String, FormOutline.Typed> beside,
      @Nullable Map<String, FormOutline.Typed> head,
      String place) {
    SequencedMap<String, List<String>> at = at(document, beside, head, place);
    String quantity = document.path("quantity").asString("");
    FormOutline.Typed number = beside.get(quantity);
    if (number == null || !(number.type() instanceof DecimalType)) {
      compilation.error(
          outline.id(),
          place + ".quantity",
          Message.of("form.promise_quantity", "field", quantity));
      return null;
    }
    String wanted = document.path("wanted").asString("");
    for (String name : List.of("wanted", "confirmed")) {
      String date = document.path(name).asString("");
      FormOutline.Typed typed = beside.get(date);
      if (!date.isEmpty() && (typed == null || !(typed.type() instanceof DateType))) {
        compilation.error(
            outline.id(), place + "." + name, Message.of("form.promise_wanted", "field", date));
        return null;
      }
    }
    return at == null
        ? null
        : new LiveField.Promise(
            key,
            label(key, document),
            document.path("ledger").asString(""),
            at,
            quantity,
            wanted.isEmpty() ? null : wanted,
            new DateType(),
            document);
  }

  /** The paths that say which balance is meant: of fields beside it, or of the head. */
  private @Nullable SequencedMap<String, List<String>> at(
      JsonNode document,
      Map<String, FormOutline.Typed> beside,
      @Nullable Map<String, FormOutline.Typed> head,
      String place) {
    SequencedMap<String, List<String>> at = new LinkedHashMap<>();
    boolean whole = true;
    for (Map.Entry<String, JsonNode> each : document.path("at").properties()) {
      String text = each.getValue().asString("");
      List<String> path = List.of(text.split("\\."));
      boolean ofHead = head != null && path.size() == 2 && path.getFirst().equals("parent");
      Map<String, FormOutline.Typed> fields = ofHead ? Objects.requireNonNull(head) : beside;
      if (path.size() != (ofHead ? 2 : 1) || !fields.containsKey(path.getLast())) {
        compilation.error(
            outline.id(),
            place + ".at." + each.getKey(),
            Message.of("form.balance_at", "path", text));
        whole = false;
      }
      at.put(each.getKey(), path);
    }
    return whole ? Collections.unmodifiableSequencedMap(at) : null;
  }

  private @Nullable LiveField rollUp(String key, JsonNode document, String place) {
    String form = document.path("form").asString("");
    FormOutline source = outlines.get(form);
    if (source == null) {
      compilation.error(outline.id(), place, Message.of("form.target_unknown", "form", form));
      return null;
    }
    String by = document.path("by").asString("");
    if (Set.of("position", "interval").contains(document.path("aggregate").asString(""))) {
      return place(key, document, source, by, place);
    }
    FormOutline.Typed reference = source.fields().get(by);
    if (reference == null
        || !(reference.type() instanceof ReferenceType type)
        || !type.form().equals(outline.id().key())) {
      compilation.error(
          outline.id(), place, Message.of("form.rollup_by", "form", form, "field", by));
      return null;
    }
    String aggregate = document.path("aggregate").asString("count");
    String of = aggregate.equals("count") ? null : document.path("of").asString("");
    FormOutline.Typed measured = of == null ? null : source.fields().get(of);
    FieldType result = result(aggregate, measured);
    if (result == null) {
      compilation.error(
          outline.id(), place, Message.of("form.rollup_of", "field", String.valueOf(of)));
      return null;
    }
    return new LiveField.RollUp(
        key,
        label(key, document),
        form,
        by,
        aggregate,
        of,
        result,
        where(document, source, place),
        document);
  }

  private @Nullable Formula where(JsonNode document, FormOutline source, String place) {
    JsonNode where = document.path("where");
    return where.isString()
        ? formulas.read(
            where.stringValue(),
            source.schema(),
            ValueType.BOOLEAN,
            place + ".where",
            Evaluator.SQL)
        : null;
  }

  /** A place among the records of the same form that share a reference. */
  private @Nullable LiveField place(
      String key, JsonNode document, FormOutline source, String by, String place) {
    FormOutline.Typed reference = source.fields().get(by);
    String of = document.path("of").asString("");
    FormOutline.Typed date = source.fields().get(of);
    boolean own = source.id().equals(outline.id());
    if (!own || reference == null || !(reference.type() instanceof ReferenceType)) {
      compilation.error(outline.id(), place, Message.of("form.place_by", "field", by));
      return null;
    }
    if (date == null || !(date.type() instanceof DateType || date.type() instanceof DateTimeType)) {
      compilation.error(outline.id(), place, Message.of("form.place_of", "field", of));
      return null;
    }
    return new LiveField.Place(
        key,
        label(key, document),
        source.id().key(),
        by,
        document.path("aggregate").asString("").equals("interval"),
        of,
        new DecimalType("number", 0, null, null),
        where(document, source, place),
        document);
  }

  /** What comes out: counts are whole, means get places of their own; days can only be compared. */
  private static @Nullable FieldType result(
      String aggregate, FormOutline.@Nullable Typed measured) {
    if (aggregate.equals("count")) {
      return new DecimalType("number", 0, null, null);
    }
    if (measured == null) {
      return null;
    }
    return switch (measured.type()) {
      case DecimalType decimal ->
          new DecimalType(
              decimal.name(),
              aggregate.equals("average")
                  ? Math.max(decimal.scale(), Math.min(decimal.scale() + 2, MOST_AVERAGE_PLACES))
                  : decimal.scale(),
              null,
              null);
      case DateType date when aggregate.endsWith("imum") -> date;
      case DateTimeType moment when aggregate.endsWith("imum") -> moment;
      case FieldType _ -> null;
    };
  }

  private static Label label(String key, JsonNode document) {
    return Labels.read(document.path("label"), key);
  }
}
