package io.xiaodan.view;

import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps views, and which of them a person begins with. */
@Component
class ViewStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final String views;
  private final String defaults;

  ViewStore(JdbcTemplate database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.views = workspace.table("list_view");
    this.defaults = workspace.table("list_view_default");
  }

  List<View> all(String form) {
    return database.query(
        "SELECT * FROM " + views + " WHERE form = ? ORDER BY position, id", this::view, form);
  }

  List<View> all() {
    return database.query("SELECT * FROM " + views + " ORDER BY form, position, id", this::view);
  }

  Optional<View> find(String form, UUID id) {
    return database
        .query("SELECT * FROM " + views + " WHERE id = ? AND form = ?", this::view, id, form)
        .stream()
        .findFirst();
  }

  private View view(ResultSet row, int number) throws SQLException {
    return new View(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("form"),
        row.getLong("rev"),
        row.getString("label"),
        row.getString("kind"),
        row.getString("scope").equals("shared"),
        List.of((String[]) row.getArray("roles").getArray()),
        row.getInt("position"),
        json.readTree(row.getString("document")),
        Objects.requireNonNull(row.getObject("by", UUID.class)),
        row.getTimestamp("updated_at").toInstant());
  }

  void add(View view) {
    database.update(
        "INSERT INTO %s (id, form, rev, label, kind, scope, roles, position, document, by, updated_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?::json, ?, ?)"
            .formatted(views),
        view.id(),
        view.form(),
        view.label(),
        view.kind(),
        view.shared() ? "shared" : "own",
        view.roles().toArray(String[]::new),
        view.position(),
        view.document().toString(),
        view.by(),
        Timestamp.from(view.updatedAt()));
  }

  /** Replaces the revision before; false when there is another by now. */
  boolean replace(View view) {
    return database.update(
            "UPDATE %s SET rev = rev + 1, label = ?, kind = ?, scope = ?, roles = ?, position = ?, document = ?::json, updated_at = ? WHERE id = ? AND rev = ?"
                .formatted(views),
            view.label(),
            view.kind(),
            view.shared() ? "shared" : "own",
            view.roles().toArray(String[]::new),
            view.position(),
            view.document().toString(),
            Timestamp.from(view.updatedAt()),
            view.id(),
            view.rev())
        > 0;
  }

  boolean remove(UUID id, long rev) {
    return database.update("DELETE FROM " + views + " WHERE id = ? AND rev = ?", id, rev) > 0;
  }

  @Nullable UUID defaultOf(UUID person, String form) {
    return database
        .query(
            "SELECT view_id FROM " + defaults + " WHERE person_id = ? AND form = ?",
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            person,
            form)
        .stream()
        .findFirst()
        .orElse(null);
  }

  void setDefault(UUID person, String form, UUID view) {
    database.update(
        "INSERT INTO %s (person_id, form, view_id) VALUES (?, ?, ?) ON CONFLICT (person_id, form) DO UPDATE SET view_id = excluded.view_id"
            .formatted(defaults),
        person,
        form,
        view);
  }

  void noDefault(UUID person, String form) {
    database.update("DELETE FROM " + defaults + " WHERE person_id = ? AND form = ?", person, form);
  }
}
