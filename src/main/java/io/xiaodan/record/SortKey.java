package io.xiaodan.record;

import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.type.TextType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One field of an order of records.
 *
 * @param key field or system column
 * @param column the column as it is read and returned
 * @param compared the column as it is compared: names that people read are compared in the order of
 *     the Chinese dictionary
 * @param type of the column, to read a cursor back
 */
record SortKey(String key, String column, String compared, String type, boolean descending) {

  private static final Map<String, String> SYSTEM =
      Map.of(
          "id",
          "uuid",
          "created_at",
          "timestamptz",
          "updated_at",
          "timestamptz",
          "deleted_at",
          "timestamptz");

  private static final int MOST = 8;

  /**
   * Reads {@code -order_date,order_no}; the id is always the last. Where no order is asked for,
   * that of the form holds as far as the person sees its fields in every row.
   */
  static List<SortKey> read(
      FormAccess access, Schema asked, FormNames names, @Nullable String sort) {
    String text = sort == null || sort.isBlank() ? usual(access, asked) : sort;
    String[] parts = text.split(",", MOST + 1);
    if (parts.length > MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.sort", "field", text).exception();
    }
    List<SortKey> keys = new ArrayList<>();
    for (String part : parts) {
      boolean descending = part.startsWith("-");
      String key = descending ? part.substring(1) : part;
      keys.add(
          access.form().live().containsKey(key)
              ? live(asked, names, keys, key, descending)
              : key(access, names, keys, key, descending));
    }
    if (keys.stream().noneMatch(key -> key.key.equals("id"))) {
      keys.add(key(access, names, keys, "id", keys.getFirst().descending));
    }
    return keys;
  }

  private static String usual(FormAccess access, Schema asked) {
    Form form = access.form();
    String seen =
        Arrays.stream(form.document().path("list").path("sort").asString("-id").split(","))
            .filter(part -> {
              String key = part.startsWith("-") ? part.substring(1) : part;
              return form.live().containsKey(key)
                  ? asked.typeOf(key).isPresent()
                  : !form.fields().containsKey(key) || access.seesFieldAlways(key);
            })
            .collect(Collectors.joining(","));
    return seen.isEmpty() ? "-id" : seen;
  }

  private static SortKey key(
      FormAccess access, FormNames names, List<SortKey> keys, String key, boolean descending) {
    FormField field = access.form().fields().get(key);
    String type = field == null ? SYSTEM.get(key) : field.type().column().replace("jsonb", "text");
    boolean twice = keys.stream().anyMatch(known -> known.key.equals(key));
    if (twice
        || type == null
        || type.endsWith("[]")
        || (field != null && !access.seesFieldAlways(key))) {
      throw Problem.of(ProblemKind.MALFORMED, "record.sort", "field", key).exception();
    }
    String column = names.bare(key);
    String compared =
        field != null && field.type() instanceof TextType
            ? column + " COLLATE \"zh-x-icu\""
            : column;
    return new SortKey(key, column, compared, type, descending);
  }

  /** A field without a column, as far as the person may ask for it. */
  private static SortKey live(
      Schema asked, FormNames names, List<SortKey> keys, String key, boolean descending) {
    ValueType type = asked.typeOf(key).orElse(null);
    if (!(type instanceof ValueType.Scalar scalar)
        || keys.stream().anyMatch(known -> known.key.equals(key))) {
      throw Problem.of(ProblemKind.MALFORMED, "record.sort", "field", key).exception();
    }
    String column = names.column(Path.of(key)).text();
    return switch (scalar) {
      case TEXT, EMPTY ->
          new SortKey(key, column, column + " COLLATE \"zh-x-icu\"", "text", descending);
      case NUMBER -> new SortKey(key, column, column, "numeric", descending);
      case BOOLEAN -> new SortKey(key, column, column, "boolean", descending);
      case DATE -> new SortKey(key, column, column, "date", descending);
      case DATETIME -> new SortKey(key, column, column, "timestamptz", descending);
    };
  }

  /**
   * Nulls stand last going up and first going down, which is how an index is read in both
   * directions.
   */
  String orderBy() {
    return compared + (descending ? " DESC" : "");
  }
}
