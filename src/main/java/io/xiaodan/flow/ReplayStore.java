package io.xiaodan.flow;

import io.xiaodan.kernel.Message;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replays as they are kept: the latest of each flow, with the way of every record. */
@Component
class ReplayStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Workspace workspace;
  private final String replays;
  private final String records;

  ReplayStore(JdbcTemplate database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.workspace = workspace;
    this.replays = workspace.table("flow_replay");
    this.records = workspace.table("flow_replay_record");
  }

  /**
   * A replay as it is stored.
   *
   * @param last the record that was looked at last; null at the beginning
   */
  record Stored(
      FlowReplays.Replay replay,
      JsonNode document,
      Instant since,
      @Nullable UUID last,
      ReplayTally.Kept tally) {}

  /** A reason as it is kept. */
  private record Problem(String code, Map<String, Object> arguments) {}

  /** Keeps a new one, in the place of those before it. */
  void insert(FlowReplays.Replay replay, JsonNode document, Instant since) {
    database.update("DELETE FROM " + replays + " WHERE flow = ?", replay.flow());
    database.update(
        "INSERT INTO "
            + replays
            + " (id, flow, form, document, days, since, asked_by, asked_at, state, total, tally) VALUES (?, ?, ?, ?::json, ?, ?, ?, ?, 'waiting', ?, ?::json)",
        replay.id(),
        replay.flow(),
        replay.form(),
        document.toString(),
        replay.days(),
        since.atOffset(ZoneOffset.UTC),
        replay.askedBy(),
        replay.askedAt().atOffset(ZoneOffset.UTC),
        replay.total(),
        json.writeValueAsString(ReplayTally.Kept.NOTHING));
  }

  /** How many records of a form were made since a moment. */
  long count(String table, Instant since) {
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM %s WHERE created_at >= ? AND deleted_at IS NULL"
                .formatted(workspace.table(table)),
            Long.class,
            since.atOffset(ZoneOffset.UTC));
    return count == null ? 0 : count;
  }

  Optional<Stored> find(UUID id) {
    return database.query("SELECT * FROM " + replays + " WHERE id = ?", this::stored, id).stream()
        .findFirst();
  }

  Optional<Stored> latest(String flow) {
    return database
        .query(
            "SELECT * FROM " + replays + " WHERE flow = ? ORDER BY asked_at DESC, id DESC LIMIT 1",
            this::stored,
            flow)
        .stream()
        .findFirst();
  }

  /**
   * Keeps a stretch; to be called within a transaction.
   *
   * @param last the record that was looked at last; null at the end
   * @return false where the replay is wanted no more, with nothing kept
   */
  boolean advance(
      UUID id, @Nullable UUID last, ReplayTally tally, Collection<ReplayTally.Taken> taken) {
    int kept =
        database.update(
            "UPDATE "
                + replays
                + " SET state = 'running', last = ?, done = ?, tally = ?::json WHERE id = ? AND state IN ('waiting', 'running')",
            Arrays.asList(last, tally.kept().records(), json.writeValueAsString(tally.kept()), id)
                .toArray());
    if (kept == 0) {
      return false;
    }
    database.query(
        "WITH made AS (INSERT INTO "
            + records
            + " (replay, path, record_id, differs) SELECT ?, path, record, differs FROM json_to_recordset(?::json) AS n(record uuid, path text, differs boolean) ON CONFLICT DO NOTHING) SELECT 1",
        row -> {},
        id,
        json.writeValueAsString(taken));
    return true;
  }

  /** Ends one that has not ended yet. */
  boolean end(UUID id, String state, @Nullable Message problem, Instant at) {
    return database.update(
            "UPDATE "
                + replays
                + " SET state = ?, problem = ?::json, finished_at = ?, total = CASE WHEN ? = 'done' THEN done ELSE total END WHERE id = ? AND state IN ('waiting', 'running')",
            state,
            problem == null
                ? null
                : json.writeValueAsString(new Problem(problem.code(), problem.arguments())),
            at.atOffset(ZoneOffset.UTC),
            state,
            id)
        > 0;
  }

  /**
   * Records of a replay in the order of their ids, the latest first.
   *
   * @param path null for those that differ from what really happened
   */
  List<UUID> records(UUID id, @Nullable String path, @Nullable UUID before, int most) {
    String which = path == null ? "differs AND ?::text IS NULL" : "path = ?";
    return database.query(
        "SELECT record_id FROM "
            + records
            + " WHERE replay = ? AND "
            + which
            + " AND (?::uuid IS NULL OR record_id < ?::uuid) ORDER BY record_id DESC LIMIT "
            + most,
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        id,
        path,
        before,
        before);
  }

  /** The nodes records really were asked at, in order; without those no flow of that key took. */
  Map<UUID, List<String>> really(String flow, Collection<UUID> of) {
    Map<UUID, List<String>> really = new LinkedHashMap<>();
    database.query(
        "SELECT record_id, array_agg(node ORDER BY first, id) FROM (SELECT i.record_id, t.node, min(t.created_at) AS first, min(t.id::text) AS id FROM %s t JOIN %s i ON i.id = t.instance_id WHERE i.record_id = ANY (?) AND i.flow = ? AND i.state = 'finished' AND t.state <> 'paused' GROUP BY 1, 2) x GROUP BY 1"
            .formatted(workspace.table("task"), workspace.table("flow_instance")),
        row -> {
          really.put(row.getObject(1, UUID.class), List.of((String[]) row.getArray(2).getArray()));
        },
        of.toArray(UUID[]::new),
        flow);
    return really;
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    ReplayTally.Kept tally = json.readValue(row.getString("tally"), ReplayTally.Kept.class);
    String problem = row.getString("problem");
    Problem reason = problem == null ? null : json.readValue(problem, Problem.class);
    java.sql.Timestamp finished = row.getTimestamp("finished_at");
    FlowReplays.Replay replay =
        new FlowReplays.Replay(
            Objects.requireNonNull(row.getObject("id", UUID.class)),
            Objects.requireNonNull(row.getString("flow")),
            Objects.requireNonNull(row.getString("form")),
            row.getInt("days"),
            Objects.requireNonNull(row.getObject("asked_by", UUID.class)),
            Objects.requireNonNull(row.getTimestamp("asked_at")).toInstant(),
            Objects.requireNonNull(row.getString("state")),
            row.getLong("done"),
            row.getLong("total"),
            reason == null ? null : new Message(reason.code(), reason.arguments()),
            finished == null ? null : finished.toInstant(),
            ReplayTally.result(tally));
    return new Stored(
        replay,
        json.readTree(row.getString("document")),
        Objects.requireNonNull(row.getTimestamp("since")).toInstant(),
        row.getObject("last", UUID.class),
        tally);
  }
}
