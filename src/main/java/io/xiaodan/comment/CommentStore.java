package io.xiaodan.comment;

import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of comments; they go when their record goes for good. */
@Component
class CommentStore implements RecordMemory {

  private final JdbcTemplate database;
  private final String table;

  CommentStore(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.table = workspace.table("comment");
  }

  List<Comment> of(UUID record, @Nullable UUID before, int limit) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE record_id = ? AND (?::uuid IS NULL OR id < ?::uuid) ORDER BY id DESC LIMIT ?",
        this::comment,
        record,
        before,
        before,
        limit);
  }

  Optional<Comment> find(UUID id) {
    return database.query("SELECT * FROM " + table + " WHERE id = ?", this::comment, id).stream()
        .findFirst();
  }

  private Comment comment(ResultSet row, int number) throws SQLException {
    OffsetDateTime edited = row.getObject("edited_at", OffsetDateTime.class);
    return new Comment(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("form"),
        Objects.requireNonNull(row.getObject("record_id", UUID.class)),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
        Objects.requireNonNull(row.getObject("by", UUID.class)),
        row.getString("text"),
        edited == null ? null : edited.toInstant());
  }

  void add(Comment comment) {
    database.update(
        "INSERT INTO " + table + " (id, form, record_id, at, by, text) VALUES (?, ?, ?, ?, ?, ?)",
        comment.id(),
        comment.form(),
        comment.record(),
        moment(comment.at()),
        comment.by(),
        comment.text());
  }

  void replace(Comment comment) {
    Instant edited = Objects.requireNonNull(comment.editedAt());
    database.update(
        "UPDATE " + table + " SET text = ?, edited_at = ? WHERE id = ?",
        comment.text(),
        moment(edited),
        comment.id());
  }

  void remove(UUID id) {
    database.update("DELETE FROM " + table + " WHERE id = ?", id);
  }

  @Override
  public void forget(Collection<UUID> records) {
    database.update(
        "DELETE FROM " + table + " WHERE record_id = ANY (?::uuid[])",
        (Object) records.stream().map(UUID::toString).toArray(String[]::new));
  }

  private static OffsetDateTime moment(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
