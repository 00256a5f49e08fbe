package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which of many unique values are taken, and by which records; those in the recycle bin free
 * theirs.
 */
@Component
public class RecordKeys {

  private final JdbcTemplate database;
  private final Workspace workspace;

  RecordKeys(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  /**
   * A record that has one of the values.
   *
   * @param same whether the cause asked about has made it
   */
  public record Taken(UUID id, boolean same) {}

  /**
   * Looks up records by several fields at once, which need not be unique.
   *
   * @param values for each record the values of the fields, as {@link
   *     io.xiaodan.form.FieldType#toText} writes them; null for an empty one
   * @param cause as in the other lookup
   * @return by place in {@code values}, the records that are there; what is not there is left out
   */
  public Map<Integer, List<Taken>> find(
      Form form,
      List<FormField> fields,
      List<? extends List<? extends @Nullable String>> values,
      @Nullable UUID cause) {
    StringJoiner marks = new StringJoiner(", ");
    StringJoiner names = new StringJoiner(", ");
    StringJoiner same = new StringJoiner(" AND ");
    List<@Nullable Object> binds = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      FormField field = fields.get(i);
      int place = i;
      String[] column = values.stream().map(row -> row.get(place)).toArray(String[]::new);
      boolean anyEmpty = Arrays.stream(column).anyMatch(Objects::isNull);
      marks.add("?::text[]");
      names.add("k" + i);
      same.add(
          "t.%s %s w.k%d::%s"
              .formatted(
                  quote(field.key()),
                  anyEmpty ? "IS NOT DISTINCT FROM" : "=",
                  i,
                  field.type().column()));
      binds.add(column);
    }
    String made = madeBy(cause);
    if (cause != null) {
      binds.addFirst(cause);
    }
    Map<Integer, List<Taken>> found = new LinkedHashMap<>();
    database.query(
        "SELECT w.place, t.id, %s FROM unnest(%s) WITH ORDINALITY AS w(%s, place) JOIN %s t ON %s AND t.deleted_at IS NULL"
            .formatted(made, marks, names, workspace.table(form.table()), same),
        row -> {
          found
              .computeIfAbsent(row.getInt(1) - 1, _ -> new ArrayList<>())
              .add(
                  new Taken(
                      Objects.requireNonNull(row.getObject(2, UUID.class)), row.getBoolean(3)));
        },
        binds.toArray());
    return found;
  }

  /** Those of some ids that records of a form have. */
  public Set<UUID> present(Form form, Collection<UUID> ids) {
    return new HashSet<>(
        database.query(
            "SELECT id FROM " + workspace.table(form.table()) + " WHERE id = ANY (?::uuid[])",
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            (Object) ids.stream().map(UUID::toString).toArray(String[]::new)));
  }

  private String madeBy(@Nullable UUID cause) {
    return cause == null
        ? "false"
        : "EXISTS (SELECT 1 FROM %s e WHERE e.record_id = t.id AND e.kind = 'created' AND e.cause = ?)"
            .formatted(workspace.table("event"));
  }

  /**
   * Looks up values of a unique field.
   *
   * @param values as {@link io.xiaodan.form.FieldType#toText} writes them
   * @param cause the import, event or rule run that may have made them; null to leave that open
   * @return by value, those that are taken
   */
  public Map<String, Taken> find(
      Form form, FormField field, Collection<String> values, @Nullable UUID cause) {
    Map<String, Taken> found = new LinkedHashMap<>();
    String made = madeBy(cause);
    Object keys = values.toArray(String[]::new);
    database.query(
        "SELECT t.%1$s::text, t.id, %2$s FROM %3$s t WHERE t.%1$s = ANY (?::%4$s[]) AND t.deleted_at IS NULL"
            .formatted(
                quote(field.key()), made, workspace.table(form.table()), field.type().column()),
        row -> {
          found.put(
              Objects.requireNonNull(row.getString(1)),
              new Taken(Objects.requireNonNull(row.getObject(2, UUID.class)), row.getBoolean(3)));
        },
        cause == null ? new Object[] {keys} : new Object[] {cause, keys});
    return found;
  }
}
