package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads single records whole, lines included, in one round trip. */
@Component
class RecordReader {

  static final String SYSTEM =
      "t.id, t.rev, t.created_at, t.created_by, t.updated_at, t.updated_by, t.deleted_at, t.flow_state";

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;
  private final ObjectProvider<LedgerFigures> figures;

  RecordReader(
      JdbcTemplate database,
      Workspace workspace,
      JsonMapper json,
      ObjectProvider<LedgerFigures> figures) {
    this.figures = figures;
    this.database = database;
    this.workspace = workspace;
    this.json = json.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  }

  /** Where numbers of ledgers come from. */
  LedgerFigures figures() {
    return figures.getObject();
  }

  Optional<StoredRecord> find(Form form, UUID id) {
    return database
        .query(whole(form) + " WHERE t.id = ?", (row, index) -> record(form, row, true), id)
        .stream()
        .findFirst();
  }

  /** Records with their lines, in the order of their ids; those that are not there are left out. */
  List<StoredRecord> find(Form form, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : database.query(
            whole(form) + " WHERE t.id = ANY (?) ORDER BY t.id",
            (row, index) -> record(form, row, true),
            (Object) ids.toArray(UUID[]::new));
  }

  private String whole(Form form) {
    StringBuilder sql =
        new StringBuilder("SELECT ")
            .append(SYSTEM)
            .append(", ")
            .append(RecordColumns.select(form.fields().values(), "t."));
    int number = 0;
    for (LineItems lines : form.lines().values()) {
      sql.append(", (SELECT json_agg(l ORDER BY l.position) FROM ")
          .append(workspace.table(lines.table()))
          .append(" l WHERE l.parent = t.id) AS lines_")
          .append(number++);
    }
    return sql.append(" FROM ").append(workspace.table(form.table())).append(" t").toString();
  }

  /** Keeps others from changing the record; those who only refer to it are not in the way. */
  void lock(Form form, UUID id) {
    database.query(
        "SELECT 1 FROM " + workspace.table(form.table()) + " WHERE id = ? FOR NO KEY UPDATE",
        row -> {},
        id);
  }

  /** Reads one row; lines only where the statement selected them. */
  StoredRecord record(Form form, ResultSet row, boolean withLines) throws SQLException {
    Map<String, List<StoredLine>> lines = new LinkedHashMap<>();
    int number = 0;
    for (LineItems items : withLines ? form.lines().values() : List.<LineItems>of()) {
      lines.put(items.key(), lines(items, row.getString("lines_" + number++)));
    }
    return new StoredRecord(
        form.key(),
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getLong("rev"),
        RecordColumns.moment(row, "created_at"),
        Objects.requireNonNull(row.getObject("created_by", UUID.class)),
        RecordColumns.moment(row, "updated_at"),
        Objects.requireNonNull(row.getObject("updated_by", UUID.class)),
        row.getTimestamp("deleted_at") == null ? null : RecordColumns.moment(row, "deleted_at"),
        row.getString("flow_state"),
        RecordColumns.read(row, form.fields().values()),
        lines);
  }

  List<StoredLine> lines(LineItems items, @org.jspecify.annotations.Nullable String rows) {
    if (rows == null) {
      return List.of();
    }
    return lines(items, json.readTree(rows));
  }

  /** Rows from JSON: of the database, or as an event keeps them. */
  static List<StoredLine> lines(LineItems items, JsonNode rows) {
    Collection<FormField> columns = items.columns().values();
    List<StoredLine> lines = new ArrayList<>();
    for (JsonNode row : rows) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (FormField column : columns) {
        Object value = column.type().fromRowJson(row.path(column.key()));
        if (value != null) {
          values.put(column.key(), value);
        }
      }
      lines.add(new StoredLine(UUID.fromString(row.path("id").asString()), values));
    }
    return lines;
  }

  /** Who has thrown records away. */
  Map<UUID, UUID> deletedBy(List<UUID> deleted) {
    Map<UUID, UUID> by = new LinkedHashMap<>();
    database.query(
        "SELECT DISTINCT ON (record_id) record_id, by FROM "
            + workspace.table("event")
            + " WHERE record_id = ANY (?::uuid[]) AND kind = 'deleted' ORDER BY record_id, at DESC",
        row -> {
          by.put(
              Objects.requireNonNull(row.getObject(1, UUID.class)),
              Objects.requireNonNull(row.getObject(2, UUID.class)));
        },
        (Object) deleted.stream().map(UUID::toString).toArray(String[]::new));
    return by;
  }
}
