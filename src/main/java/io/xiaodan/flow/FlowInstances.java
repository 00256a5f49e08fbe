package io.xiaodan.flow;

import io.xiaodan.flow.Seat.As;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.Tasks;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
  private final FlowJson json;
  private final Tasks tasks;

  FlowInstances(JdbcTemplate database, Workspace workspace, FlowJson json, Tasks tasks) {
    this.database = database;
    this.table = workspace.table("flow_instance");
    this.json = json;
    this.tasks = tasks;
  }

  /** Raises what was approved. */
  void approve(UUID id, BigDecimal figure) {
    database.update(
        "UPDATE "
            + table
            + " SET rev = rev + 1, approved = ? WHERE id = ? AND (approved IS NULL OR approved < ?)",
        figure,
        id,
        figure);
  }

  /**
   * The write that begins an instance; one that ends at once is finished from the beginning.
   *
   * @param answers what the first step was told
   */
  SqlFragment insert(FlowInstance instance, List<?> answers) {
    return new SqlFragment(
        "INSERT INTO "
            + table
            + " (id, form, record_id, flow, blueprint, rev, state, started_at, started_by, finished_at, place, begun, result, approved, raised, depth) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?::jsonb, ?)",
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
            instance.finishedAt() == null ? null : instance.finishedAt().atOffset(ZoneOffset.UTC),
            json.write(instance.place()),
            json.write(answers),
            instance.result(),
            instance.approved(),
            instance.raised() == null ? null : json.write(instance.raised()),
            instance.depth()));
  }

  /** The write that moves an instance on; touches no row when somebody else has moved it. */
  SqlFragment advance(
      FlowInstance instance, FlowState place, @Nullable BigDecimal approved, Instant at) {
    boolean finished = place.isFinished();
    return new SqlFragment(
        "UPDATE "
            + table
            + " SET rev = rev + 1, state = ?, finished_at = ?, place = ?::jsonb, result = ?, approved = ?::numeric, raised = ?::jsonb, depth = ? WHERE id = ? AND rev = ?",
        Arrays.asList(
            finished ? FlowInstance.FINISHED : FlowInstance.RUNNING,
            finished
                ? Objects.requireNonNullElse(instance.finishedAt(), at).atOffset(ZoneOffset.UTC)
                : null,
            json.write(place),
            place.result(),
            approved,
            instance.raised() == null ? null : json.write(instance.raised()),
            instance.depth(),
            instance.id(),
            instance.rev()));
  }

  /** The write that moves an instance to another version of its flow. */
  SqlFragment migrate(FlowInstance instance, long blueprint) {
    return new SqlFragment(
        "UPDATE " + table + " SET rev = rev + 1, blueprint = ? WHERE id = ? AND rev = ?",
        List.of(blueprint, instance.id(), instance.rev()));
  }

  Optional<FlowInstance> find(UUID id) {
    return database.query("SELECT * FROM " + table + " WHERE id = ?", this::instance, id).stream()
        .findFirst();
  }

  /** The latest instance of a record. */
  Optional<FlowInstance> ofRecord(UUID record) {
    return allOfRecord(record, 1).stream().findFirst();
  }

  /** The instances of a record, the latest first. */
  List<FlowInstance> allOfRecord(UUID record, int most) {
    return database.query(
        "SELECT * FROM " + table + " WHERE record_id = ? ORDER BY id DESC LIMIT " + most,
        this::instance,
        record);
  }

  /** The instances somebody has started, newest first. */
  List<FlowInstance> startedBy(
      UUID person,
      @Nullable String form,
      @Nullable Boolean running,
      @Nullable UUID after,
      int limit) {
    List<Object> binds = new ArrayList<>(List.of(person));
    StringBuilder where = new StringBuilder("started_by = ?");
    if (form != null) {
      where.append(" AND form = ?");
      binds.add(form);
    }
    if (running != null) {
      where.append(running ? " AND state = 'running'" : " AND state <> 'running'");
    }
    if (after != null) {
      where.append(" AND id < ?");
      binds.add(after);
    }
    return database.query(
        "SELECT * FROM %s WHERE %s ORDER BY id DESC LIMIT %d".formatted(table, where, limit),
        this::instance,
        binds.toArray());
  }

  /** Running instances of a flow that started with an earlier blueprint, the oldest first. */
  List<FlowInstance> runningBefore(String flow, long blueprint, @Nullable UUID after, int limit) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE flow = ? AND state = 'running' AND blueprint < ? AND (?::uuid IS NULL OR id > ?) ORDER BY id LIMIT "
            + limit,
        this::instance,
        flow,
        blueprint,
        after,
        after);
  }

  /** What the first step of an instance was told, as JSON; null where that was not kept. */
  @Nullable String begun(UUID id) {
    return database.queryForObject(
        "SELECT begun::text FROM " + table + " WHERE id = ?", String.class, id);
  }

  private FlowInstance instance(ResultSet row, int number) throws SQLException {
    UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
    String place = row.getString("place");
    String raised = row.getString("raised");
    Instant startedAt = Objects.requireNonNull(moment(row, "started_at"));
    return new FlowInstance(
        id,
        Objects.requireNonNull(row.getString("form")),
        Objects.requireNonNull(row.getObject("record_id", UUID.class)),
        Objects.requireNonNull(row.getString("flow")),
        row.getLong("blueprint"),
        row.getLong("rev"),
        Objects.requireNonNull(row.getString("state")),
        startedAt,
        Objects.requireNonNull(row.getObject("started_by", UUID.class)),
        moment(row, "finished_at"),
        place == null ? fromTasks(id, row.getString("state")) : json.state(place),
        row.getString("result"),
        row.getBigDecimal("approved"),
        raised == null ? null : json.read(json.tree(raised), Raised.class),
        row.getInt("depth"));
  }

  /** Where an instance stands that is older than the record of places: at its open task. */
  private FlowState fromTasks(UUID instance, @Nullable String state) {
    if (FlowInstance.FINISHED.equals(state)) {
      return new FlowState(List.of(), 0, List.of(), java.util.Map.of(), null, null, "passed");
    }
    List<Token> tokens = new ArrayList<>();
    int number = 0;
    for (StoredTask task : tasks.ofInstance(instance)) {
      if (task.doneBy() == null) {
        List<String> roles = new ArrayList<>();
        List<UUID> people = new ArrayList<>();
        for (String who : tasks.assignees(task.id())) {
          String name = who.substring(who.indexOf(':') + 1);
          if (who.startsWith("role:")) {
            roles.add(name);
          } else {
            people.add(UUID.fromString(name));
          }
        }
        Seat seat =
            new Seat(
                ++number,
                Seat.State.OPEN,
                List.of(new Seat.Asked(As.OWNER, new Pool(roles, people), task.id())),
                List.of(),
                null,
                null,
                null,
                null);
        tokens.add(
            new Token(
                ++number,
                task.node(),
                List.of(),
                Token.Phase.ASKING,
                List.of(seat),
                List.of(),
                null,
                null));
      }
    }
    return new FlowState(tokens, number, List.of(), java.util.Map.of(), null, null, null);
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    Timestamp moment = row.getTimestamp(column);
    return moment == null ? null : moment.toInstant();
  }
}
