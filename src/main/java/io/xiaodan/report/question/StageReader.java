package io.xiaodan.report.question;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one stage of a question against the names its formulas may use. Whatever is wrong becomes a
 * finding with its place, and the part is left out.
 */
final class StageReader {

  private final Compilation compilation;
  private final ArtifactId artifact;
  private final Schema schema;
  private final Function<Path, @Nullable Shape> shapes;
  private final Function<Path, @Nullable Label> labels;

  /**
   * @param shapes what stands at the end of a path, where that is known
   * @param labels what people call it
   */
  StageReader(
      Compilation compilation,
      ArtifactId artifact,
      Schema schema,
      Function<Path, @Nullable Shape> shapes,
      Function<Path, @Nullable Label> labels) {
    this.compilation = compilation;
    this.artifact = artifact;
    this.schema = schema;
    this.shapes = shapes;
    this.labels = labels;
  }

  Stage read(@Nullable Formula filter, JsonNode document, String place) {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    for (JsonNode each : document.path("dimensions")) {
      String key = each.path("key").asString();
      String at = place + ".dimensions." + key;
      Dimension dimension = dimension(key, each, at);
      if (dimension != null && isFree(dimensions.containsKey(key), key, at)) {
        dimensions.put(key, dimension);
      }
    }
    Map<String, Measure> measures = new LinkedHashMap<>();
    for (JsonNode each : document.path("measures")) {
      String key = each.path("key").asString();
      String at = place + ".measures." + key;
      Measure measure = measure(key, each, at);
      boolean taken = dimensions.containsKey(key) || measures.containsKey(key);
      if (measure != null && isFree(taken, key, at)) {
        measures.put(key, measure);
      }
    }
    return new Stage(
        filter, new ArrayList<>(dimensions.values()), new ArrayList<>(measures.values()));
  }

  @Nullable Formula filter(JsonNode document, String place) {
    return document.isString()
        ? formula(document.stringValue(), ValueType.BOOLEAN, place + ".filter")
        : null;
  }

  private @Nullable Dimension dimension(String key, JsonNode document, String place) {
    Formula formula = formula(document.path("formula").asString(""), null, place + ".formula");
    if (formula == null) {
      return null;
    }
    ValueType type = formula.type();
    if (type instanceof ValueType.ListOf) {
      compilation.error(artifact, place + ".formula", Message.of("report.list_value"));
      return null;
    }
    Bucket bucket =
        document.path("bucket").isString() ? Bucket.of(document.path("bucket").asString()) : null;
    if (bucket != null && type != ValueType.DATE && type != ValueType.DATETIME) {
      compilation.error(
          artifact, place + ".bucket", Message.of("report.bucket_type", "bucket", bucket.key()));
      return null;
    }
    JsonNode options = document.path("options");
    if (options.isArray() && type != ValueType.TEXT) {
      compilation.error(artifact, place + ".options", Message.of("report.options_type"));
      return null;
    }
    Shape shape =
        bucket != null
            ? new Shape.Plain(ValueType.DATE)
            : options.isArray() ? new Shape.Option(options) : shape(formula);
    return new Dimension(key, label(document, formula, key), formula, bucket, shape);
  }

  private @Nullable Measure measure(String key, JsonNode document, String place) {
    Aggregate aggregate = Aggregate.of(document.path("aggregate").asString());
    JsonNode text = document.path("formula");
    if (aggregate == Aggregate.COUNT) {
      if (text.isString()) {
        compilation.error(artifact, place + ".formula", Message.of("report.count_formula"));
        return null;
      }
      return new Measure(
          key, Labels.read(document.path("label"), key), aggregate, null, Shape.COUNT);
    }
    if (!text.isString()) {
      compilation.error(
          artifact, place, Message.of("report.measure_formula", "aggregate", aggregate.key()));
      return null;
    }
    Formula formula = formula(text.stringValue(), null, place + ".formula");
    if (formula == null) {
      return null;
    }
    if (!aggregate.takes(formula.type())) {
      compilation.error(
          artifact,
          place + ".formula",
          Message.of("report.measure_type", "aggregate", aggregate.key()));
      return null;
    }
    Label label = label(document, formula, key);
    return new Measure(key, label, aggregate, formula, measured(aggregate, shape(formula)));
  }

  private static Shape measured(Aggregate aggregate, Shape of) {
    return switch (aggregate) {
      case COUNT, COUNT_DISTINCT -> Shape.COUNT;
      case SUM, MINIMUM, MAXIMUM -> of;
      case AVERAGE, MEDIAN ->
          of instanceof Shape.Number number
              ? new Shape.Number(number.type(), null, number.unit())
              : of;
    };
  }

  /** A formula that runs in SQL, or null after reporting what is wrong. */
  @Nullable Formula formula(String text, @Nullable ValueType expected, String place) {
    List<FormulaError> errors = Formula.check(text, schema, expected, Evaluator.SQL);
    errors.forEach(error -> compilation.error(artifact, place, FormulaReader.message(error, text)));
    return errors.isEmpty() ? Formula.compile(text, schema) : null;
  }

  private boolean isFree(boolean taken, String key, String place) {
    if (taken) {
      compilation.error(artifact, place, Message.of("report.key_taken", "key", key));
    }
    return !taken;
  }

  private Shape shape(Formula formula) {
    Path path = Paths.bare(formula);
    Shape known = path == null ? null : shapes.apply(path);
    return known == null ? Shape.of(formula.type()) : known;
  }

  private Label label(JsonNode document, Formula formula, String key) {
    if (document.has("label")) {
      return Labels.read(document.path("label"), key);
    }
    Path path = Paths.bare(formula);
    Label known = path == null ? null : labels.apply(path);
    return known == null ? Label.of(key) : known;
  }
}
