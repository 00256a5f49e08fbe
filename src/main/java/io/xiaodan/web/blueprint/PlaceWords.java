package io.xiaodan.web.blueprint;

import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The names people gave to what lies on the way to a place of a document. */
final class PlaceWords {

  private static final JsonNode NOWHERE = MissingNode.getInstance();

  private PlaceWords() {}

  /**
   * The labels on the way, from the outside in; parts without a name are left out.
   *
   * @param place a path of keys such as {@code nodes.by_amount.branches.small}
   */
  static List<String> of(@Nullable JsonNode document, String place, Language language) {
    List<String> words = new ArrayList<>();
    JsonNode at = document == null ? NOWHERE : document;
    for (String step : place.split("\\.")) {
      at = step(at, step);
      for (String name : List.of("label", "title")) {
        JsonNode label = at.path(name);
        if (isName(label)) {
          words.add(Labels.read(label, step).in(language));
          break;
        }
      }
    }
    return words;
  }

  /** A title that holds formulas is a text to be filled in, not a name. */
  private static boolean isName(JsonNode label) {
    return label.isObject()
        || (label.isString() && !label.asString().isBlank() && !label.asString().contains("{"));
  }

  private static JsonNode step(JsonNode at, String step) {
    if (at.isArray()) {
      return keyed(at, step);
    }
    if (at.has(step)) {
      return at.path(step);
    }
    // Columns stand right behind their line items, without a word for the list between them.
    return at.isObject() ? keyed(at.path("fields"), step) : NOWHERE;
  }

  private static JsonNode keyed(JsonNode list, String key) {
    for (JsonNode each : list) {
      if (each.path("key").asString("").equals(key)) {
        return each;
      }
    }
    return NOWHERE;
  }
}
