package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one ledger; everything wrong is reported with its place. */
final class LedgerReader {

  private final Compilation compilation;
  private final ArtifactId id;
  private final JsonNode document;
  private final Map<String, Ledger> others;
  private final FormulaReader formulas;
  private final Set<String> keys = new HashSet<>();

  LedgerReader(
      Compilation compilation, ArtifactId id, JsonNode document, Map<String, Ledger> others) {
    this.compilation = compilation;
    this.id = id;
    this.document = document;
    this.others = others;
    this.formulas = new FormulaReader(compilation, id);
  }

  /** The ledger, or null after reporting what is wrong with what it is made of. */
  @Nullable Ledger read() {
    SequencedMap<String, Dimension> dimensions = dimensions();
    SequencedMap<String, Account> accounts = accounts();
    if (dimensions.isEmpty() || accounts.isEmpty()) {
      return null;
    }
    Schema schema = schema(accounts);
    SequencedMap<String, LedgerValue> values = values(schema);
    List<Limit> limits = limits(schema);
    for (Limit limit : limits) {
      for (String figure : limit.show()) {
        if (!accounts.containsKey(figure) && !values.containsKey(figure)) {
          compilation.error(
              id,
              "limits." + limit.key() + ".show",
              Message.of("ledger.no_figure", "figure", figure));
        }
      }
    }
    PostingReader postings =
        new PostingReader(compilation, id, formulas, others, dimensions, accounts);
    return new Ledger(
        id.key(),
        Labels.read(document.path("label"), id.key()),
        document.path("position").asInt(0),
        dimensions,
        accounts,
        values,
        postings.read(document.path("postings")),
        limits,
        new PromiseTermsReader(compilation, id, dimensions).read(document.path("promise")),
        document);
  }

  static Schema schema(Map<String, Account> accounts) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    accounts.keySet().forEach(key -> types.put(key, ValueType.NUMBER));
    return Schema.of(types);
  }

  private boolean free(String key, String place) {
    if (!Form.isFieldKey(key) || !keys.add(key)) {
      compilation.error(id, place, Message.of("ledger.key_taken", "key", key));
      return false;
    }
    return true;
  }

  private SequencedMap<String, Dimension> dimensions() {
    SequencedMap<String, Dimension> dimensions = new LinkedHashMap<>();
    for (JsonNode each : document.path("dimensions")) {
      String key = each.path("key").asString();
      String place = "dimensions." + key;
      if (!free(key, place)) {
        continue;
      }
      Dimension.Kind kind =
          Dimension.Kind.valueOf(each.path("type").asString().toUpperCase(java.util.Locale.ROOT));
      String name = kind == Dimension.Kind.REFERENCE ? each.path("form").asString("") : null;
      Form form = name == null ? null : compilation.find(Form.TYPE, name);
      if (name != null && form == null) {
        compilation.error(id, place, Message.of("ledger.form_unknown", "form", name));
        continue;
      }
      dimensions.put(
          key,
          new Dimension(
              key,
              label(each, key),
              kind,
              name,
              form == null ? null : form.schema(),
              each.path("optional").asBoolean(false)));
    }
    return Collections.unmodifiableSequencedMap(dimensions);
  }

  private SequencedMap<String, Account> accounts() {
    SequencedMap<String, Account> accounts = new LinkedHashMap<>();
    for (JsonNode each : document.path("accounts")) {
      String key = each.path("key").asString();
      if (free(key, "accounts." + key)) {
        accounts.put(
            key,
            new Account(
                key,
                label(each, key),
                each.path("scale").asInt(3),
                each.path("expected").asBoolean(false)));
      }
    }
    return Collections.unmodifiableSequencedMap(accounts);
  }

  private SequencedMap<String, LedgerValue> values(Schema schema) {
    SequencedMap<String, LedgerValue> values = new LinkedHashMap<>();
    for (JsonNode each : document.path("values")) {
      String key = each.path("key").asString();
      String place = "values." + key;
      Formula formula = number(each.path("formula").asString(""), schema, place + ".formula");
      if (free(key, place) && formula != null) {
        values.put(
            key, new LedgerValue(key, label(each, key), formula, each.path("scale").asInt(3)));
      }
    }
    return Collections.unmodifiableSequencedMap(values);
  }

  private List<Limit> limits(Schema schema) {
    List<Limit> limits = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode each : document.path("limits")) {
      String key = each.path("key").asString();
      String place = "limits." + key;
      if (!seen.add(key)) {
        compilation.error(id, place, Message.of("ledger.key_taken", "key", key));
        continue;
      }
      Formula value = number(each.path("value").asString(""), schema, place + ".value");
      if (value != null) {
        limits.add(
            new Limit(
                key,
                label(each, key),
                value,
                each.path("mode").asString("block").equals("block"),
                each.path("everyDay").asBoolean(false),
                each.path("show").valueStream().map(JsonNode::asString).toList()));
      }
    }
    return List.copyOf(limits);
  }

  private @Nullable Formula number(String text, Schema schema, String place) {
    return formulas.read(text, schema, ValueType.NUMBER, place, Evaluator.JVM, Evaluator.SQL);
  }

  private static Label label(JsonNode each, String key) {
    return Labels.read(each.path("label"), key);
  }
}
