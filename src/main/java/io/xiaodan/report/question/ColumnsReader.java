package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what an answer shows beyond its groups: formulas over its columns, and numbers that look at
 * its other rows. Whatever is wrong becomes a finding with its place.
 */
final class ColumnsReader {

  private final FormulaFinder finder;
  private final Stage last;
  private final StageSchema schema;
  private final ParameterSchema names;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();

  ColumnsReader(FormulaFinder finder, Stage last, List<Parameter> parameters) {
    this.finder = finder;
    this.last = last;
    this.schema = new StageSchema(last);
    this.names = new ParameterSchema(schema, parameters);
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  List<Window> windows() {
    return windows;
  }

  /** Formulas that read no window come first, then the windows, then the other formulas. */
  void read(JsonNode document, String place) {
    Set<String> windowKeys =
        document.path("windows").valueStream()
            .map(window -> window.path("key").asString())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<JsonNode> after = new ArrayList<>();
    for (JsonNode result : document.path("results")) {
      if (speaksOf(result.path("formula").asString(""), windowKeys)) {
        after.add(result);
      } else {
        outcome(result, false, place);
      }
    }
    for (JsonNode window : document.path("windows")) {
      window(window, place + ".windows." + window.path("key").asString());
    }
    after.forEach(result -> outcome(result, true, place));
  }

  /** Only a word of the formula; what it is decides the formula's own check. */
  private static boolean speaksOf(String formula, Set<String> keys) {
    Set<String> words = new HashSet<>(List.of(formula.split("[^A-Za-z0-9_]+")));
    return keys.stream().anyMatch(words::contains);
  }

  /** A condition over all columns, or null after reporting what is wrong. */
  @Nullable Formula having(JsonNode document, String place) {
    return document.isString()
        ? finder.formula(document.stringValue(), names, ValueType.BOOLEAN, place + ".having")
        : null;
  }

  private void outcome(JsonNode document, boolean afterWindows, String place) {
    String key = document.path("key").asString();
    String at = place + ".results." + key;
    Formula formula =
        finder.formula(document.path("formula").asString(""), names, null, at + ".formula");
    if (formula == null || !isFree(key, at)) {
      return;
    }
    if (formula.type() instanceof ValueType.ListOf) {
      finder.error(at + ".formula", Message.of("report.list_value"));
      return;
    }
    Shape shape = shape(document, formula);
    Label label = Labels.read(document.path("label"), key);
    schema.put(key, formula.type() == ValueType.EMPTY ? ValueType.TEXT : formula.type(), shape, label);
    outcomes.add(new Outcome(key, label, formula, afterWindows, shape));
  }

  private Shape shape(JsonNode document, Formula formula) {
    if (formula.type() == ValueType.NUMBER) {
      Path path = Paths.bare(formula);
      Shape known = path == null ? null : schema.shapes().get(path.toString());
      boolean said = document.has("type") || document.has("scale") || document.has("unit");
      return known != null && !said
          ? known
          : new Shape.Number(
              document.path("type").asString("number"),
              document.has("scale") ? document.path("scale").asInt() : null,
              document.path("unit").asString(null));
    }
    JsonNode options = document.path("options");
    return options.isArray() && formula.type() == ValueType.TEXT
        ? new Shape.Option(options)
        : Shape.of(formula.type());
  }

  private void window(JsonNode document, String place) {
    String key = document.path("key").asString();
    Window.Kind kind = Window.Kind.of(document.path("type").asString());
    String of = document.path("of").asString("");
    if (!(schema.shapes().get(of) instanceof Shape.Number number) || !isNumber(of)) {
      finder.error(place + ".of", Message.of("report.window_of", "key", of));
      return;
    }
    Dimension along = along(document, kind, place);
    if (along == null && kind.needsOrder()) {
      return;
    }
    if (kind.isOfLastYear() && !isDays(along)) {
      finder.error(place + ".along", Message.of("report.window_year"));
      return;
    }
    List<String> within = within(document, along, place);
    if (within == null || !isFree(key, place)) {
      return;
    }
    Shape shape = shape(kind, number);
    Label label = Labels.read(document.path("label"), key);
    schema.put(key, ValueType.NUMBER, shape, label);
    windows.add(
        new Window(
            key,
            label,
            kind,
            of,
            along == null ? null : along.key(),
            within,
            document.path("size").asInt(3),
            !document.path("direction").asString("desc").equals("asc"),
            shape));
  }

  private boolean isNumber(String key) {
    return schema.typeOf(key).orElse(null) == ValueType.NUMBER;
  }

  private static boolean isDays(@Nullable Dimension along) {
    return along != null && along.bucket() != null && along.bucket().isStretchOfDays();
  }

  private static Shape shape(Window.Kind kind, Shape.Number of) {
    return switch (kind) {
      case RUNNING, PREVIOUS, CHANGE, YEAR_AGO, YEAR_CHANGE -> of;
      case MOVING_AVERAGE -> new Shape.Number(of.type(), null, of.unit());
      case RANK -> Shape.COUNT;
      case SHARE, CUMULATIVE_SHARE, CHANGE_RATE, YEAR_CHANGE_RATE ->
          new Shape.Number("percent", null, null);
    };
  }

  /** The dimension that gives the order: the one named, the only one in time, or the only one. */
  private @Nullable Dimension along(JsonNode document, Window.Kind kind, String place) {
    if (document.path("along").isString()) {
      String key = document.path("along").asString();
      Dimension named = dimension(key);
      if (named == null) {
        finder.error(place + ".along", Message.of("report.no_dimension", "key", key));
      }
      return named;
    }
    if (!kind.needsOrder()) {
      return null;
    }
    List<Dimension> inTime = last.dimensions().stream().filter(ColumnsReader::isDays).toList();
    List<Dimension> candidates = inTime.isEmpty() ? last.dimensions() : inTime;
    if (candidates.size() != 1) {
      finder.error(place + ".along", Message.of("report.window_along"));
      return null;
    }
    return candidates.getFirst();
  }

  private @Nullable List<String> within(
      JsonNode document, @Nullable Dimension along, String place) {
    if (!document.has("within")) {
      return along == null
          ? List.of()
          : last.dimensions().stream()
              .map(Dimension::key)
              .filter(key -> !key.equals(along.key()))
              .toList();
    }
    List<String> within = new ArrayList<>();
    for (JsonNode each : document.path("within")) {
      if (dimension(each.asString()) == null) {
        finder.error(place + ".within", Message.of("report.no_dimension", "key", each.asString()));
        return null;
      }
      within.add(each.asString());
    }
    return within;
  }

  @Nullable Dimension dimension(String key) {
    return last.dimensions().stream()
        .filter(dimension -> dimension.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  private boolean isFree(String key, String place) {
    boolean free = schema.typeOf(key).isEmpty();
    if (!free) {
      finder.error(place, Message.of("report.key_taken", "key", key));
    }
    return free;
  }
}
