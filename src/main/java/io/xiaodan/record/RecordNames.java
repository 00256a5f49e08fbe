package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.form.Coerced;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds records by what stands in one of their fields, which several of them may share. */
@Component
public class RecordNames {

  private static final int MOST = 20;

  private final JdbcTemplate database;
  private final Workspace workspace;

  RecordNames(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  /**
   * The records whose field holds a value; at most 20, whoever may see them.
   *
   * @param text the value as it is typed; one that does not fit the field finds nothing
   */
  public List<UUID> find(Form form, FormField field, String text) {
    Coerced value = field.type().coerce(JsonNodeFactory.instance.stringNode(text));
    if (value.value() == null) {
      return List.of();
    }
    return database.query(
        "SELECT id FROM %s WHERE %s = ?::%s AND deleted_at IS NULL LIMIT %d"
            .formatted(
                workspace.table(form.table()), quote(field.key()), field.type().column(), MOST),
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        field.type().toText(value.value()));
  }
}
