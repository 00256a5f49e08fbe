package io.xiaodan.filter;

import io.xiaodan.form.type.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What lies inside a region or below an option.
 *
 * @param subject the field the question is about
 */
record Inside(Subject subject) {

  private static final int CODE = 6;

  /**
   * A formula that holds for a region and all that is inside; of an address, for those that begin
   * with its name.
   *
   * @param value a code, or a name as people write it
   */
  String region(JsonNode value, String place) {
    Regions regions = Regions.china();
    String text = value.asString("").strip();
    Regions.Found found =
        regions.find(text).isPresent() ? new Regions.Found(text, "") : regions.parse(text);
    if (found.code() == null || !found.rest().isEmpty()) {
      throw Wrong.at(place, "filter.region");
    }
    String code = found.code();
    int level = regions.find(code).map(Regions.Region::level).orElse(3);
    String start =
        subject.kind() == Kind.ADDRESS
            ? regions.name(code)
            : code.substring(0, Math.min(CODE, 2 * level));
    return "STARTSWITH(%s, \"%s\")".formatted(subject.path(), start);
  }

  /** An option and those below it, as they stand in formulas. */
  List<String> options(JsonNode value, String place) {
    String key = value.asString("");
    List<String> found = new ArrayList<>();
    JsonNode options = Objects.requireNonNull(subject.field()).document().path("options");
    collect(options, key, false, found);
    if (found.isEmpty()) {
      throw Wrong.at(place, "filter.option", "option", key);
    }
    return found;
  }

  private static void collect(JsonNode options, String key, boolean inside, List<String> found) {
    for (JsonNode option : options) {
      String own = option.path("key").asString("");
      boolean here = inside || own.equals(key);
      if (here) {
        found.add('"' + own.replace("\"", "\"\"") + '"');
      }
      collect(option.path("children"), key, here, found);
    }
  }
}
