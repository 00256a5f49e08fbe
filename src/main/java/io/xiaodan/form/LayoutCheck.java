package io.xiaodan.form;

import io.xiaodan.blueprint.Compilation;
import io.xiaodan.kernel.Message;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks that a form's layout puts fields that are there, and each in one place only. */
final class LayoutCheck {

  private final FormOutline outline;
  private final Compilation compilation;
  private final Set<String> places = new HashSet<>();
  private final Set<String> placed = new HashSet<>();

  private LayoutCheck(FormOutline outline, Compilation compilation) {
    this.outline = outline;
    this.compilation = compilation;
  }

  static void check(FormOutline outline, Compilation compilation) {
    LayoutCheck check = new LayoutCheck(outline, compilation);
    for (JsonNode part : outline.document().path("layout")) {
      if (!part.has("tabs")) {
        check.section(part);
        continue;
      }
      check.place(part);
      for (JsonNode tab : part.path("tabs")) {
        check.place(tab);
        tab.path("sections").forEach(check::section);
      }
    }
  }

  private void place(JsonNode part) {
    String key = part.path("key").asString("");
    if (!places.add(key)) {
      error(part, Message.of("form.layout_key", "key", key));
    }
  }

  private void section(JsonNode section) {
    place(section);
    for (JsonNode field : section.path("fields")) {
      String key = field.asString("");
      if (!outline.fields().containsKey(key) && !outline.lines().containsKey(key)) {
        if (isNamed(key)) {
          continue; // its own finding says what is wrong with it
        }
        error(section, Message.of("form.layout_unknown", "field", key));
      } else if (!placed.add(key)) {
        error(section, Message.of("form.layout_twice", "field", key));
      }
    }
  }

  private boolean isNamed(String key) {
    return outline
        .document()
        .path("fields")
        .valueStream()
        .anyMatch(field -> field.path("key").asString("").equals(key));
  }

  private void error(JsonNode part, Message message) {
    compilation.error(outline.id(), "layout." + part.path("key").asString(""), message);
  }
}
