package io.xiaodan.record;

import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Line items as they were sent, beside those that are stored. */
final class SentRows {

  private SentRows() {}

  /** Whether storing what was sent would change nothing. */
  static boolean same(LineItems lines, List<StoredLine> stored, JsonNode sent) {
    if (!sent.isArray() || sent.size() != stored.size()) {
      return false;
    }
    for (int i = 0; i < stored.size(); i++) {
      if (!same(lines, stored.get(i), sent.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(LineItems lines, StoredLine stored, JsonNode sent) {
    if (!stored.id().toString().equals(sent.path("id").asString(""))) {
      return false;
    }
    for (Map.Entry<String, JsonNode> cell : sent.properties()) {
      FormField column = lines.columns().get(cell.getKey());
      if (column != null
          && !Draft.same(
              column.type().coerce(cell.getValue()).value(), stored.values().get(column.key()))) {
        return false;
      }
    }
    return true;
  }
}
