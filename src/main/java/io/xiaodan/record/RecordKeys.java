package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
   * Looks up values of a unique field.
   *
   * @param values as {@link io.xiaodan.form.FieldType#toText} writes them
   * @param cause the import, event or rule run that may have made them; null to leave that open
   * @return by value, those that are taken
   */
  public Map<String, Taken> find(
      Form form, FormField field, Collection<String> values, @Nullable UUID cause) {
    Map<String, Taken> found = new LinkedHashMap<>();
    String made =
        cause == null
            ? "false"
            : "EXISTS (SELECT 1 FROM %s e WHERE e.record_id = t.id AND e.kind = 'created' AND e.cause = ?)"
                .formatted(workspace.table("event"));
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
