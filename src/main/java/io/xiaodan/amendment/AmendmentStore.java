package io.xiaodan.amendment;

import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of proposed changes. */
@Component
class AmendmentStore {

  /** Of one record so many are told. */
  static final int MOST = 100;

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final String table;

  AmendmentStore(JdbcTemplate database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.table = workspace.table("amendment");
  }

  /** The write that keeps a new one. */
  SqlFragment insert(Amendment made) {
    return new SqlFragment(
        "INSERT INTO "
            + table
            + " (id, form, record_id, base_rev, state, changes, impact, made_at, made_by) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)",
        Arrays.asList(
            made.id(),
            made.form(),
            made.record(),
            made.baseRev(),
            made.state().key(),
            json.writeValueAsString(made.changes()),
            json.writeValueAsString(made.agreed()),
            made.madeAt().atOffset(ZoneOffset.UTC),
            made.madeBy()));
  }

  /** The write that follows the state of the record that carries it. */
  SqlFragment follow(UUID id, AmendmentState state, Instant at, UUID by) {
    return state.isOpen()
        ? new SqlFragment(
            "UPDATE " + table + " SET state = ? WHERE id = ?", List.of(state.key(), id))
        : new SqlFragment(
            "UPDATE " + table + " SET state = ?, ended_at = ?, ended_by = ? WHERE id = ?",
            List.of(state.key(), at.atOffset(ZoneOffset.UTC), by, id));
  }

  /** Keeps what came of it, in the caller's transaction. */
  void applied(UUID id, long rev) {
    database.update("UPDATE " + table + " SET rev = ? WHERE id = ?", rev, id);
  }

  /** Keeps what is known of its impact now. */
  void agree(UUID id, JsonNode impact) {
    database.update(
        "UPDATE " + table + " SET impact = ?::jsonb WHERE id = ?",
        json.writeValueAsString(impact),
        id);
  }

  Optional<Amendment> find(UUID id) {
    return database
        .query("SELECT * FROM " + table + " WHERE id = ?", (row, number) -> read(row), id)
        .stream()
        .findFirst();
  }

  /** Those of a record, the newest first. */
  List<Amendment> ofRecord(String form, UUID record) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE record_id = ? AND form = ? ORDER BY made_at DESC, id DESC LIMIT "
            + MOST,
        (row, number) -> read(row),
        record,
        form);
  }

  private Amendment read(ResultSet row) throws SQLException {
    long rev = row.getLong("rev");
    Long applied = row.wasNull() ? null : rev;
    return new Amendment(
        row.getObject("id", UUID.class),
        row.getString("form"),
        row.getObject("record_id", UUID.class),
        row.getLong("base_rev"),
        Objects.requireNonNull(AmendmentState.of(row.getString("state"))),
        json.readTree(row.getString("changes")),
        json.readTree(row.getString("impact")),
        Objects.requireNonNull(moment(row, "made_at")),
        row.getObject("made_by", UUID.class),
        moment(row, "ended_at"),
        row.getObject("ended_by", UUID.class),
        applied);
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
