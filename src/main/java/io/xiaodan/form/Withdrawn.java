package io.xiaodan.form;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form's document in which one field goes by a name that nothing knows. Whatever still means the
 * field by its old name is then found by a check, wherever in the workspace it stands.
 */
public final class Withdrawn {

  private static final String NAME = "withdrawn";

  private Withdrawn() {}

  /**
   * The document without the field's name.
   *
   * @param path the field's key, or {@code lines.key} for a column of line items
   * @return empty where the document has no such field
   */
  public static Optional<JsonNode> from(JsonNode document, String path) {
    ObjectNode changed = document.deepCopy().asObject();
    int dot = path.indexOf('.');
    JsonNode owner = dot < 0 ? changed : find(changed, path.substring(0, dot));
    String key = path.substring(dot + 1);
    JsonNode field = owner == null ? null : find(owner, key);
    if (owner == null || field == null) {
      return Optional.empty();
    }
    String name = free(owner);
    ((ObjectNode) field).put("key", name);
    if (dot < 0 && changed.path("title").asString("").equals(key)) {
      changed.put("title", name);
    }
    return Optional.of(changed);
  }

  private static @Nullable JsonNode find(JsonNode owner, String key) {
    return owner
        .path("fields")
        .valueStream()
        .filter(field -> field.path("key").asString("").equals(key))
        .findFirst()
        .orElse(null);
  }

  private static String free(JsonNode owner) {
    Set<String> taken = new HashSet<>();
    owner.path("fields").forEach(field -> taken.add(field.path("key").asString("")));
    String name = NAME;
    for (int i = 2; taken.contains(name); i++) {
      name = NAME + i;
    }
    return name;
  }
}
