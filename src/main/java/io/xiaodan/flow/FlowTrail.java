package io.xiaodan.flow;

import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The trail of instances: what was done, by whom, and what the interpreter was told. */
@Component
class FlowTrail {

  private final JdbcTemplate database;
  private final FlowJson json;
  private final String table;

  FlowTrail(JdbcTemplate database, FlowJson json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.table = workspace.table("flow_event");
  }

  /** What is needed to take a step again. */
  record Detail(Operation operation, List<@Nullable Object> answers) {}

  /** The write of an event. */
  SqlFragment insert(FlowEvent event, Detail detail) {
    return new SqlFragment(
        "INSERT INTO "
            + table
            + " (id, instance_id, rev, at, act, person_id, behalf, node, task_id, outcome, comment, people, files, signature, via, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid[], ?::uuid[], ?, ?, ?::jsonb)",
        Arrays.asList(
            event.id(),
            event.instance(),
            event.rev(),
            event.at().atOffset(ZoneOffset.UTC),
            event.act().key(),
            event.by(),
            event.behalf(),
            event.node(),
            event.task(),
            event.outcome(),
            event.comment(),
            event.people().toArray(UUID[]::new),
            event.files().toArray(UUID[]::new),
            event.signature(),
            event.via(),
            json.write(detail)));
  }

  /** Everything that was done to an instance, in order. */
  List<FlowEvent> of(UUID instance) {
    return database.query(
        "SELECT * FROM " + table + " WHERE instance_id = ? ORDER BY rev",
        FlowTrail::event,
        instance);
  }

  /** What is needed to take every step of an instance again, in order. */
  List<JsonNode> details(UUID instance) {
    return database.query(
        "SELECT detail::text FROM " + table + " WHERE instance_id = ? ORDER BY rev",
        (row, number) -> json.tree(row.getString(1)),
        instance);
  }

  private static FlowEvent event(ResultSet row, int number) throws SQLException {
    return new FlowEvent(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("instance_id", UUID.class)),
        row.getLong("rev"),
        Objects.requireNonNull(row.getTimestamp("at")).toInstant(),
        Act.of(Objects.requireNonNull(row.getString("act"))),
        Objects.requireNonNull(row.getObject("person_id", UUID.class)),
        row.getObject("behalf", UUID.class),
        row.getString("node"),
        row.getObject("task_id", UUID.class),
        row.getString("outcome"),
        row.getString("comment"),
        ids(row, "people"),
        ids(row, "files"),
        row.getObject("signature", UUID.class),
        row.getString("via"));
  }

  private static List<UUID> ids(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((UUID[]) array.getArray());
  }
}
