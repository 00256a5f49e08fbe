package io.xiaodan.flow;

import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of flow instances. */
@Component
class FlowInstances {

  private final JdbcTemplate database;
  private final String table;

  FlowInstances(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.table = workspace.table("flow_instance");
  }

  /** The write that begins an instance; one that ends at once is finished from the beginning. */
  SqlFragment insert(FlowInstance instance) {
    return new SqlFragment(
        "INSERT INTO "
            + table
            + " (id, form, record_id, flow, blueprint, rev, state, started_at, started_by, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        Arrays.asList(
            instance.id(),
            instance.form(),
            instance.recordId(),
            instance.flow(),
            instance.blueprint(),
            instance.rev(),
            instance.state(),
            instance.startedAt().atOffset(ZoneOffset.UTC),
            instance.startedBy(),
            instance.finishedAt() == null ? null : instance.finishedAt().atOffset(ZoneOffset.UTC)));
  }

  /** The write that moves an instance on; touches no row when somebody else has moved it. */
  SqlFragment advance(FlowInstance instance, boolean finished, Instant at) {
    return new SqlFragment(
        "UPDATE "
            + table
            + " SET rev = rev + 1, state = ?, finished_at = ? WHERE id = ? AND rev = ?",
        Arrays.asList(
            finished ? FlowInstance.FINISHED : FlowInstance.RUNNING,
            finished ? at.atOffset(ZoneOffset.UTC) : null,
            instance.id(),
            instance.rev()));
  }

  Optional<FlowInstance> find(UUID id) {
    return database
        .query("SELECT * FROM " + table + " WHERE id = ?", FlowInstances::instance, id)
        .stream()
        .findFirst();
  }

  /** The latest instance of a record. */
  Optional<FlowInstance> ofRecord(UUID record) {
    List<FlowInstance> found =
        database.query(
            "SELECT * FROM " + table + " WHERE record_id = ? ORDER BY id DESC LIMIT 1",
            FlowInstances::instance,
            record);
    return found.stream().findFirst();
  }

  private static FlowInstance instance(ResultSet row, int number) throws SQLException {
    return new FlowInstance(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getString("form")),
        Objects.requireNonNull(row.getObject("record_id", UUID.class)),
        Objects.requireNonNull(row.getString("flow")),
        row.getLong("blueprint"),
        row.getLong("rev"),
        Objects.requireNonNull(row.getString("state")),
        Objects.requireNonNull(moment(row, "started_at")),
        Objects.requireNonNull(row.getObject("started_by", UUID.class)),
        moment(row, "finished_at"));
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    Timestamp moment = row.getTimestamp(column);
    return moment == null ? null : moment.toInstant();
  }
}
