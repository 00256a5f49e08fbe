package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.math.BigDecimal;
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

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final FormulaFinder finder;
  private final Schema schema;
  private final Function<Path, @Nullable Shape> shapes;
  private final Function<Path, @Nullable Label> labels;

  /**
   * @param shapes what stands at the end of a path, where that is known
   * @param labels what people call it
   */
  StageReader(
      FormulaFinder finder,
      Schema schema,
      Function<Path, @Nullable Shape> shapes,
      Function<Path, @Nullable Label> labels) {
    this.finder = finder;
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
    dimensions.values().forEach(each -> checkTop(each, measures, place));
    return new Stage(
        filter, new ArrayList<>(dimensions.values()), new ArrayList<>(measures.values()));
  }

  @Nullable Formula filter(JsonNode document, String place) {
    return document.isString()
        ? formula(document.stringValue(), ValueType.BOOLEAN, place + ".filter")
        : null;
  }

  private void checkTop(Dimension dimension, Map<String, Measure> measures, String place) {
    Top top = dimension.top();
    if (top == null) {
      return;
    }
    String at = place + ".dimensions." + dimension.key() + ".top";
    Measure by = measures.get(top.by());
    if (by == null) {
      finder.error(at + ".by", Message.of("report.top_by", "key", top.by()));
    } else if (!(by.shape() instanceof Shape.Number)) {
      finder.error(at + ".by", Message.of("report.top_number", "key", top.by()));
    }
  }

  private @Nullable Dimension dimension(String key, JsonNode document, String place) {
    Formula formula = formula(document.path("formula").asString(""), null, place + ".formula");
    if (formula == null) {
      return null;
    }
    if (formula.type() instanceof ValueType.ListOf) {
      finder.error(place + ".formula", Message.of("report.list_value"));
      return null;
    }
    Cut cut = new CutReader(finder).read(document, formula.type(), place);
    if (cut == null) {
      return null;
    }
    JsonNode options = document.path("options");
    if (options.isArray() && formula.type() != ValueType.TEXT) {
      finder.error(place + ".options", Message.of("report.options_type"));
      return null;
    }
    boolean fill = document.path("fill").asBoolean(false);
    if (fill && !(cut instanceof Cut.Time time && time.bucket().isStretchOfDays())) {
      finder.error(place + ".fill", Message.of("report.fill_bucket"));
      return null;
    }
    Top top = top(document.path("top"));
    if (top != null && !(cut instanceof Cut.None)) {
      finder.error(place + ".top", Message.of("report.top_cut"));
      return null;
    }
    Shape shape = options.isArray() ? new Shape.Option(options) : shape(cut, formula);
    return new Dimension(key, label(document, formula, key), formula, cut, fill, top, shape);
  }

  private static @Nullable Top top(JsonNode document) {
    return document.isObject()
        ? new Top(
            document.path("count").asInt(10),
            document.path("by").asString(""),
            !document.path("direction").asString("desc").equals("asc"),
            document.path("others").asBoolean(true))
        : null;
  }

  private Shape shape(Cut cut, Formula formula) {
    return switch (cut) {
      case Cut.None _ -> shape(formula);
      case Cut.Time time ->
          time.bucket().isCycle()
              ? Shape.COUNT
              : new Shape.Plain(
                  time.bucket() == Bucket.HOUR ? ValueType.DATETIME : ValueType.DATE);
      case Cut.Bins bins ->
          new Shape.Number(
              "number", Math.max(0, Math.max(bins.size().scale(), bins.from().scale())), null);
      case Cut.Edges edges ->
          new Shape.Number(
              "number",
              Math.max(0, edges.edges().stream().mapToInt(BigDecimal::scale).max().orElse(0)),
              null);
    };
  }

  private @Nullable Measure measure(String key, JsonNode document, String place) {
    Aggregate aggregate = Aggregate.of(document.path("aggregate").asString());
    JsonNode text = document.path("formula");
    Formula filter = filter(document.path("filter"), place);
    if (document.path("filter").isString() && filter == null) {
      return null;
    }
    if (aggregate == Aggregate.COUNT) {
      if (text.isString()) {
        finder.error(place + ".formula", Message.of("report.count_formula"));
        return null;
      }
      Label label = Labels.read(document.path("label"), key);
      return new Measure(key, label, aggregate, null, filter, HALF, Shape.COUNT);
    }
    if (!text.isString()) {
      finder.error(place, Message.of("report.measure_formula", "aggregate", aggregate.key()));
      return null;
    }
    Formula formula = formula(text.stringValue(), null, place + ".formula");
    if (formula == null) {
      return null;
    }
    if (!aggregate.takes(formula.type())) {
      finder.error(
          place + ".formula", Message.of("report.measure_type", "aggregate", aggregate.key()));
      return null;
    }
    BigDecimal at = aggregate == Aggregate.PERCENTILE ? share(document.path("at"), place) : HALF;
    if (at == null) {
      return null;
    }
    Label label = label(document, formula, key);
    Shape shape = measured(aggregate, shape(formula));
    return new Measure(key, label, aggregate, formula, filter, at, shape);
  }

  private @Nullable BigDecimal share(JsonNode document, String place) {
    BigDecimal share = CutReader.number(document);
    if (share == null || share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      finder.error(place + ".at", Message.of("report.percentile_at"));
      return null;
    }
    return share;
  }

  private static Shape measured(Aggregate aggregate, Shape of) {
    return switch (aggregate) {
      case COUNT, COUNT_DISTINCT -> Shape.COUNT;
      case SUM, MINIMUM, MAXIMUM -> of;
      case AVERAGE, MEDIAN, PERCENTILE ->
          of instanceof Shape.Number number
              ? new Shape.Number(number.type(), null, number.unit())
              : of;
    };
  }

  /** A formula that runs in SQL, or null after reporting what is wrong. */
  @Nullable Formula formula(String text, @Nullable ValueType expected, String place) {
    return finder.formula(text, schema, expected, place);
  }

  private boolean isFree(boolean taken, String key, String place) {
    if (taken) {
      finder.error(place, Message.of("report.key_taken", "key", key));
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
