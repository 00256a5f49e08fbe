package io.xiaodan.record;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page ended: the sort values of its last record, as text.
 *
 * @param values one per sort key; null for empty
 */
record Cursor(List<@Nullable String> values) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  String encode() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
  }

  static Cursor decode(String text, List<SortKey> keys) {
    try {
      JsonNode array =
          JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
      List<@Nullable String> values = new ArrayList<>();
      array.forEach(value -> values.add(value.isNull() ? null : value.asString()));
      if (!array.isArray() || values.size() != keys.size() || values.getLast() == null) {
        throw invalid();
      }
      return new Cursor(values);
    } catch (IllegalArgumentException | JacksonException e) {
      throw invalid();
    }
  }

  private static RuntimeException invalid() {
    return Problem.of(ProblemKind.MALFORMED, "record.cursor").exception();
  }

  /**
   * The condition that picks what comes after, in the order of the keys. The first key is compared
   * on its own too, so that an index on it is entered at the right place.
   *
   * @param binds where the values are added
   */
  String condition(List<SortKey> keys, List<@Nullable Object> binds) {
    StringBuilder condition = new StringBuilder("(");
    for (int i = 0; i < keys.size(); i++) {
      String beyond = beyond(keys.get(i), values.get(i), null);
      if (beyond == null) {
        continue;
      }
      condition.append(condition.length() > 1 ? " OR (" : "(");
      for (int j = 0; j < i; j++) {
        condition.append(equal(keys.get(j), values.get(j), binds)).append(" AND ");
      }
      condition.append(beyond(keys.get(i), values.get(i), binds)).append(")");
    }
    condition.append(condition.length() > 1 ? ")" : "FALSE)");
    String first = values.getFirst();
    SortKey key = keys.getFirst();
    if (first != null && key.descending()) {
      condition.append(" AND ").append(key.compared()).append(" <= ?::").append(key.type());
      binds.add(first);
    }
    return condition.toString();
  }

  private static String equal(SortKey key, @Nullable String value, List<@Nullable Object> binds) {
    if (value == null) {
      return key.column() + " IS NULL";
    }
    binds.add(value);
    return key.column() + " = ?::" + key.type();
  }

  /** Null when nothing can come after in this key. */
  private static @Nullable String beyond(
      SortKey key, @Nullable String value, @Nullable List<@Nullable Object> binds) {
    if (value == null) {
      return key.descending() ? key.column() + " IS NOT NULL" : null;
    }
    if (binds != null) {
      binds.add(value);
    }
    return key.descending()
        ? key.compared() + " < ?::" + key.type()
        : "(" + key.compared() + " > ?::" + key.type() + " OR " + key.column() + " IS NULL)";
  }
}
