package io.xiaodan.link;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a link to a form grants, field by field.
 *
 * @param head its fields by key, line items among them
 */
record Granted(Form form, Map<String, Part> head) {

  /**
   * One field.
   *
   * @param hidden whether visitors neither see nor send it
   * @param fixed whether visitors see and do not change it
   * @param value what it begins with, or always is; null for nothing
   * @param show fields of a referenced record that are shown once it is chosen
   * @param filter which records may be chosen; null for all
   * @param columns of line items
   */
  record Part(
      boolean hidden,
      boolean fixed,
      @Nullable JsonNode value,
      Set<String> show,
      @Nullable String filter,
      Map<String, Part> columns) {}

  static Granted read(Form form, JsonNode document) {
    return new Granted(form, parts(document.path("fields")));
  }

  private static Map<String, Part> parts(JsonNode fields) {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (JsonNode field : fields) {
      parts.put(
          field.path("field").asString(),
          new Part(
              field.path("hidden").asBoolean(false),
              field.path("fixed").asBoolean(false),
              field.has("value") ? field.path("value") : null,
              field.path("show").valueStream().map(JsonNode::asString).collect(Collectors.toSet()),
              field.has("filter") ? field.path("filter").asString() : null,
              parts(field.path("columns"))));
    }
    return parts;
  }

  /** Everything that is written: what visitors fill in and what the link itself puts there. */
  Set<String> written() {
    return head.keySet();
  }

  /** Adds what the link itself puts there. */
  void putOwn(ObjectNode values) {
    head.forEach((field, part) -> {
      if ((part.hidden() || part.fixed()) && part.value() != null) {
        values.set(field, part.value());
      }
    });
  }

  /** Whether a visitor may send a field. */
  boolean takes(String key) {
    Part part = head.get(key);
    return part != null && !part.hidden() && !part.fixed();
  }

  /** The part a picker is of: {@code customer} or {@code lines.product}; null where none is. */
  @Nullable Part at(String path) {
    int dot = path.indexOf('.');
    Part part = head.get(dot < 0 ? path : path.substring(0, dot));
    return dot < 0 || part == null ? part : part.columns().get(path.substring(dot + 1));
  }

  /** The field a picker is of. */
  @Nullable FormField field(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return form.fields().get(path);
    }
    LineItems lines = form.lines().get(path.substring(0, dot));
    return lines == null ? null : lines.columns().get(path.substring(dot + 1));
  }

  /**
   * Whether a visitor's page can decide a formula: it speaks of nothing that is not shown there.
   */
  boolean decides(@Nullable Formula formula, @Nullable LineItems inside) {
    return formula != null
        && formula.dependencies().stream().allMatch(path -> isShown(path, inside));
  }

  private boolean isShown(Path path, @Nullable LineItems inside) {
    List<String> names = new ArrayList<>(path.names());
    Map<String, Part> parts = head;
    if (inside != null) {
      if (names.getFirst().equals("parent")) {
        names.removeFirst();
      } else {
        Part lines = head.get(inside.key());
        parts = lines == null ? Map.of() : lines.columns();
      }
    }
    if (names.isEmpty()) {
      return true;
    }
    Part part = parts.get(names.getFirst());
    if (part == null || part.hidden()) {
      return false;
    }
    if (names.size() == 1) {
      return true;
    }
    Part column = part.columns().get(names.get(1));
    return column == null
        ? names.size() == 2 && part.show().contains(names.get(1))
        : !column.hidden()
            && (names.size() == 2 || (names.size() == 3 && column.show().contains(names.get(2))));
  }
}
