package io.xiaodan.task;

import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tasks: handing out and taking back as pieces of someone's statement, and everybody's list. Topic
 * {@code tasks} of the feed carries {@code {"who": ["role:…", "person:…"]}}.
 */
@Component
public class Tasks {

  /** Topic of the feed. */
  public static final String TOPIC = "tasks";

  private final JdbcTemplate database;
  private final Feed feed;
  private final JsonMapper json;
  private final String tasks;
  private final String assignees;
  private final Proxies proxies;

  Tasks(JdbcTemplate database, Feed feed, JsonMapper json, Workspace workspace, Proxies proxies) {
    this.proxies = proxies;
    this.database = database;
    this.feed = feed;
    this.json = json;
    this.tasks = workspace.table("task");
    this.assignees = workspace.table("task_assignee");
  }

  private record Who(List<String> who) {}

  /** Tells open pages that somebody's list changed; to be called after commit. */
  public void announce(Assignees who) {
    feed.publish(TOPIC, json.writeValueAsString(new Who(who.keys())));
  }

  /** The writes that hand a task out. */
  public List<SqlFragment> insert(NewTask task) {
    return List.of(
        new SqlFragment(
            "INSERT INTO "
                + tasks
                + " (id, kind, state, form, record_id, instance_id, node, title, created_at, due_at, priority, fields) VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
            Arrays.asList(
                task.id(),
                task.kind().key(),
                task.form(),
                task.recordId(),
                task.instance(),
                task.node(),
                task.title(),
                task.at().atOffset(ZoneOffset.UTC),
                task.due() == null ? null : task.due().atOffset(ZoneOffset.UTC),
                task.priority(),
                fields(task.narrows()))),
        new SqlFragment(
            "INSERT INTO "
                + assignees
                + " (who, task_id, priority, due_at) SELECT x.who, ?, ?, coalesce(?::timestamptz, 'infinity') FROM unnest(?::text[]) AS x(who)",
            Arrays.asList(
                task.id(),
                task.priority(),
                task.due() == null ? null : task.due().atOffset(ZoneOffset.UTC),
                task.assignees().keys().toArray(String[]::new))));
  }

  private @Nullable String fields(Map<String, String> narrows) {
    return narrows.isEmpty() ? null : json.writeValueAsString(narrows);
  }

  /** The write that lets an open task say something else of the fields of its record. */
  public SqlFragment narrow(UUID id, Map<String, String> narrows) {
    return new SqlFragment(
        "UPDATE " + tasks + " SET fields = ?::jsonb WHERE id = ?",
        Arrays.asList(fields(narrows), id));
  }

  /**
   * Hands many tasks out in one statement, within the caller's transaction or at once where there
   * is none; those who may do them are told after the commit.
   */
  public void handOut(List<NewTask> handed) {
    if (handed.isEmpty()) {
      return;
    }
    List<Row> rows = handed.stream().map(Row::of).toList();
    database.query(
        "WITH n AS (SELECT * FROM json_to_recordset(?::json) AS n(id uuid, kind text, form text, record_id uuid, instance_id uuid, node text, title text, created_at timestamptz, who text[])), made AS (INSERT INTO "
            + tasks
            + " (id, kind, state, form, record_id, instance_id, node, title, created_at) SELECT id, kind, 'open', form, record_id, instance_id, node, title, created_at FROM n), asked AS (INSERT INTO "
            + assignees
            + " (who, task_id) SELECT unnest(who), id FROM n) SELECT 1",
        row -> {},
        json.writeValueAsString(rows));
    Set<String> who = new LinkedHashSet<>();
    handed.forEach(task -> who.addAll(task.assignees().keys()));
    feed.publish(TOPIC, json.writeValueAsString(new Who(List.copyOf(who))));
  }

  /** A task as {@link #handOut} writes it; names are those of the columns. */
  private record Row(
      UUID id,
      String kind,
      @Nullable String form,
      @Nullable UUID record_id,
      @Nullable UUID instance_id,
      @Nullable String node,
      @Nullable String title,
      Instant created_at,
      List<String> who) {

    static Row of(NewTask task) {
      return new Row(
          task.id(),
          task.kind().key(),
          task.form(),
          task.recordId(),
          task.instance(),
          task.node(),
          task.title(),
          task.at(),
          task.assignees().keys());
    }
  }

  /**
   * The write that finishes a task; touches one row if the task is still open, none otherwise.
   *
   * @param behalf whom the person stands in for; null for nobody
   */
  public SqlFragment finish(
      UUID id,
      UUID by,
      @Nullable UUID behalf,
      Instant at,
      String outcome,
      @Nullable String comment) {
    return new SqlFragment(
        "UPDATE "
            + tasks
            + " SET state = 'done', done_at = ?, done_by = ?, done_for = ?, outcome = ?, comment = ? WHERE id = ? AND state = 'open'",
        Arrays.asList(at.atOffset(ZoneOffset.UTC), by, behalf, outcome, comment, id));
  }

  /** The write that takes tasks off, which somebody else's act has made needless. */
  public SqlFragment close(Collection<UUID> ids, UUID by, Instant at, String act) {
    return new SqlFragment(
        "UPDATE "
            + tasks
            + " SET state = 'closed', done_at = ?, done_by = ?, outcome = ? WHERE id = ANY (?) AND state IN ('open', 'paused')",
        Arrays.asList(at.atOffset(ZoneOffset.UTC), by, act, ids.toArray(UUID[]::new)));
  }

  /** The write that lets more people do a task. */
  public SqlFragment widen(UUID id, Assignees who) {
    return new SqlFragment(
        "INSERT INTO "
            + assignees
            + " (who, task_id) SELECT x.who, ? FROM unnest(?::text[]) AS x(who) ON CONFLICT DO NOTHING",
        Arrays.asList(id, who.keys().toArray(String[]::new)));
  }

  /** The write that takes a finished task off everybody's list. */
  public SqlFragment release(UUID id) {
    return new SqlFragment("DELETE FROM " + assignees + " WHERE task_id = ?", List.of(id));
  }

  /** The write that takes finished tasks off everybody's list. */
  public SqlFragment release(Collection<UUID> ids) {
    return new SqlFragment(
        "DELETE FROM " + assignees + " WHERE task_id = ANY (?)",
        Arrays.asList((Object) ids.toArray(UUID[]::new)));
  }

  /** The write that hides the open tasks of a record, or brings them back. */
  public SqlFragment pause(UUID record, boolean paused) {
    return new SqlFragment(
        "UPDATE " + tasks + " SET state = ? WHERE record_id = ? AND state = ?",
        List.of(paused ? "paused" : "open", record, paused ? "open" : "paused"));
  }

  /** One task. */
  public Optional<StoredTask> find(UUID id) {
    return database.query("SELECT * FROM " + tasks + " WHERE id = ?", Tasks::task, id).stream()
        .findFirst();
  }

  /** The tasks of a flow instance, oldest first. */
  public List<StoredTask> ofInstance(UUID instance) {
    return database.query(
        "SELECT * FROM " + tasks + " WHERE instance_id = ? ORDER BY created_at, id",
        Tasks::task,
        instance);
  }

  /** Who may do a task. */
  public List<String> assignees(UUID task) {
    return database.query(
        "SELECT who FROM " + assignees + " WHERE task_id = ? ORDER BY who",
        (row, number) -> Objects.requireNonNull(row.getString(1)),
        task);
  }

  /**
   * As whom somebody may do a task: as themselves, or as somebody they stand in for now.
   *
   * @return the id of the person, empty when it is not theirs to do
   */
  public Optional<UUID> standing(Actor actor, StoredTask task) {
    List<String> asked = assignees(task.id());
    if (actor.isSystem() || Assignees.keysOf(actor).stream().anyMatch(asked::contains)) {
      return Optional.of(actor.personId());
    }
    return proxies.of(actor.personId()).stream()
        .filter(each -> each.covers(task.form()))
        .filter(each -> each.keys().stream().anyMatch(asked::contains))
        .map(Proxies.Standing::person)
        .findFirst();
  }

  /**
   * What waits for somebody, also for those they stand in for, in the order of the query.
   *
   * @param after id of the last task of the stretch before; null for the first
   */
  public List<StoredTask> open(Actor actor, TaskQuery query, @Nullable UUID after, int limit) {
    Mine mine = mine(actor);
    List<Object> binds = new ArrayList<>(mine.binds());
    String where = query.where(binds);
    if (after != null) {
      where += " AND " + query.order().after(tasks);
      query.order().afterBinds(after, binds);
    }
    // Of each of a person's names as many as are shown: however much waits, no more is read. Behind
    // OFFSET 0 each task is looked up by itself; merged by id, all tasks there ever were are
    // walked.
    return database.query(
        "SELECT t.* FROM (SELECT DISTINCT t.* FROM %s CROSS JOIN LATERAL (SELECT t.* FROM %s a CROSS JOIN LATERAL (SELECT * FROM %s t WHERE t.id = a.task_id OFFSET 0) t WHERE a.who = k.who AND (k.forms IS NULL OR t.form = ANY (string_to_array(k.forms, ','))) AND t.state = 'open'%s ORDER BY %s LIMIT %d) t) t ORDER BY %s LIMIT %d"
            .formatted(
                mine.sql(),
                assignees,
                tasks,
                where,
                query.order().byAssignment(),
                limit,
                query.order().by(),
                limit),
        Tasks::task,
        binds.toArray());
  }

  private record Mine(String sql, List<Object> binds) {}

  /**
   * The names under which tasks are somebody's now, one's own and those of whom one stands in for.
   */
  private Mine mine(Actor actor) {
    List<String> who = new ArrayList<>();
    List<@Nullable String> forms = new ArrayList<>();
    for (String key : Assignees.keysOf(actor)) {
      who.add(key);
      forms.add(null);
    }
    for (Proxies.Standing standing : proxies.of(actor.personId())) {
      for (String key : standing.keys()) {
        who.add(key);
        forms.add(standing.forms() == null ? null : String.join(",", standing.forms()));
      }
    }
    return new Mine(
        "unnest(?::text[], ?::text[]) AS k(who, forms)",
        List.of(who.toArray(String[]::new), forms.toArray(String[]::new)));
  }

  /** What somebody has done, newest first. */
  public List<StoredTask> done(Actor actor, TaskQuery query, @Nullable UUID after, int limit) {
    List<Object> binds = new ArrayList<>();
    binds.add(actor.personId());
    String where = query.where(binds);
    if (after != null) {
      where += " AND (t.done_at, t.id) < (SELECT done_at, id FROM " + tasks + " WHERE id = ?)";
      binds.add(after);
    }
    return database.query(
        "SELECT * FROM %s t WHERE t.done_by = ? AND t.state = 'done'%s ORDER BY t.done_at DESC, t.id DESC LIMIT %d"
            .formatted(tasks, where, limit),
        Tasks::task,
        binds.toArray());
  }

  /** What waits for somebody by name, not through a role, newest first. */
  public List<StoredTask> ofPerson(UUID person, int limit) {
    return database.query(
        "SELECT t.* FROM %s t JOIN %s a ON a.task_id = t.id WHERE a.who = ? AND t.state <> 'done' ORDER BY t.id DESC LIMIT %d"
            .formatted(tasks, assignees, limit),
        Tasks::task,
        Assignees.key(person));
  }

  /** How much waits for somebody by name. */
  public long countOfPerson(UUID person) {
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM %s t JOIN %s a ON a.task_id = t.id WHERE a.who = ? AND t.state <> 'done'"
                .formatted(tasks, assignees),
            Long.class,
            Assignees.key(person));
    return count == null ? 0 : count;
  }

  /**
   * Gives everything that waits for one person by name to another, in one statement.
   *
   * @return how many tasks changed hands
   */
  public int handOver(UUID from, UUID to) {
    Long moved =
        database.queryForObject(
            """
            WITH gone AS (
              DELETE FROM %1$s a USING %2$s t WHERE t.id = a.task_id AND a.who = ? AND t.state <> 'done' RETURNING a.task_id, a.priority, a.due_at),
            given AS (
              INSERT INTO %1$s (who, task_id, priority, due_at) SELECT ?, task_id, priority, due_at FROM gone ON CONFLICT DO NOTHING)
            SELECT count(*) FROM gone
            """
                .formatted(assignees, tasks),
            Long.class,
            Assignees.key(from),
            Assignees.key(to));
    announce(new Assignees(Set.of(), Set.of(from, to)));
    return moved == null ? 0 : moved.intValue();
  }

  /** How much waits for somebody, counted up to a most. */
  public long count(Actor actor, int most) {
    Mine mine = mine(actor);
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM (SELECT DISTINCT t.id FROM %s CROSS JOIN LATERAL (SELECT t.id FROM %s a JOIN %s t ON t.id = a.task_id WHERE a.who = k.who AND (k.forms IS NULL OR t.form = ANY (string_to_array(k.forms, ','))) AND t.state = 'open' LIMIT %d) t LIMIT %d) t"
                .formatted(mine.sql(), assignees, tasks, most, most),
            Long.class,
            mine.binds().toArray());
    return count == null ? 0 : count;
  }

  private static StoredTask task(ResultSet row, int number) throws SQLException {
    Timestamp done = row.getTimestamp("done_at");
    Timestamp due = row.getTimestamp("due_at");
    return new StoredTask(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        TaskKind.valueOf(Objects.requireNonNull(row.getString("kind")).toUpperCase(Locale.ROOT)),
        Objects.requireNonNull(row.getString("state")),
        row.getString("form"),
        row.getObject("record_id", UUID.class),
        row.getObject("instance_id", UUID.class),
        Objects.requireNonNull(row.getString("node")),
        row.getString("title"),
        Objects.requireNonNull(row.getTimestamp("created_at")).toInstant(),
        done == null ? null : done.toInstant(),
        row.getObject("done_by", UUID.class),
        row.getString("outcome"),
        row.getString("comment"),
        due == null ? null : due.toInstant(),
        row.getObject("done_for", UUID.class),
        row.getInt("priority"));
  }
}
