package io.xiaodan.demo;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Remembers what was made for demonstration. */
@Component
class DemoStore {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;
  private final String load;
  private final String records;
  private final String people;

  DemoStore(JdbcTemplate database, Workspace workspace, Clock clock) {
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
    this.load = workspace.table("demo_load");
    this.records = workspace.table("demo_record");
    this.people = workspace.table("demo_person");
  }

  /** Notes that the data was asked for; false when it was before. */
  boolean begin() {
    return database.update(
            "INSERT INTO "
                + load
                + " (state, day, asked_at) VALUES ('loading', ?, ?) ON CONFLICT DO NOTHING",
            LocalDate.ofInstant(clock.instant(), workspace.zone()),
            clock.instant().atOffset(ZoneOffset.UTC))
        > 0;
  }

  /** The day with which the data ends. */
  LocalDate day() {
    return Objects.requireNonNull(
        database.queryForObject("SELECT day FROM " + load, LocalDate.class));
  }

  void progress(String state, int done, int total) {
    database.update(
        "UPDATE " + load + " SET state = ?, done = ?, total = ?, problem = NULL",
        state,
        done,
        total);
  }

  void failed(String problem) {
    database.update("UPDATE " + load + " SET state = 'failed', problem = ?", problem);
  }

  /** Forgets that there was anything. */
  void end() {
    database.update("DELETE FROM " + load);
    database.update("DELETE FROM " + people);
  }

  DemoState state() {
    List<DemoState> found =
        database.query(
            "SELECT state, done, total, problem FROM " + load,
            (row, number) ->
                new DemoState(
                    Objects.requireNonNull(row.getString(1)),
                    row.getInt(2),
                    row.getInt(3),
                    row.getString(4),
                    counts(),
                    logins()));
    return found.isEmpty() ? DemoState.none() : found.getFirst();
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    database.query(
        "SELECT form, count(*) FROM " + records + " GROUP BY form ORDER BY form",
        row -> {
          counts.put(Objects.requireNonNull(row.getString(1)), row.getInt(2));
        });
    return counts;
  }

  List<DemoState.DemoLogin> logins() {
    return database.query(
        "SELECT person_id, login FROM " + people + " ORDER BY login",
        (row, number) ->
            new DemoState.DemoLogin(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                Objects.requireNonNull(row.getString(2))));
  }

  void addPerson(String login, UUID id) {
    database.update(
        "INSERT INTO " + people + " (login, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        login,
        id);
  }

  /** The statement that remembers a record, for the one that makes it. */
  String remembering() {
    return "INSERT INTO " + records + " (key, form, record_id) VALUES (?, ?, ?)";
  }

  /** What was made so far, by key. */
  Map<String, UUID> made() {
    Map<String, UUID> made = new LinkedHashMap<>();
    database.query(
        "SELECT key, record_id FROM " + records,
        row -> {
          made.put(
              Objects.requireNonNull(row.getString(1)),
              Objects.requireNonNull(row.getObject(2, UUID.class)));
        });
    return made;
  }

  /** What was made, by form. */
  Map<String, List<UUID>> byForm() {
    Map<String, List<UUID>> all = new LinkedHashMap<>();
    database.query(
        "SELECT form, record_id FROM " + records,
        row -> {
          all.computeIfAbsent(Objects.requireNonNull(row.getString(1)), form -> new ArrayList<>())
              .add(Objects.requireNonNull(row.getObject(2, UUID.class)));
        });
    return all;
  }

  /** A column that refers to records of a form, in the table of another. */
  private record Referring(String form, String table, String owner, String column, String target) {}

  private List<Referring> references(Blueprint blueprint) {
    List<Referring> all = new ArrayList<>();
    for (Form form : blueprint.all(Form.TYPE).values()) {
      for (FormField field : form.fields().values()) {
        refer(all, form, form.table(), "id", field);
      }
      for (LineItems lines : form.lines().values()) {
        lines
            .columns()
            .values()
            .forEach(column -> refer(all, form, lines.table(), "parent", column));
      }
    }
    return all;
  }

  private void refer(List<Referring> all, Form form, String table, String owner, FormField field) {
    if (field.type() instanceof ReferenceType type) {
      all.add(
          new Referring(
              form.key(), workspace.table(table), owner, quote(field.key()), type.form()));
    }
  }

  /**
   * Counts in what rules and flows have made about demonstration records, until there is no more of
   * it.
   */
  void addWhatHangsOn(Blueprint blueprint) {
    List<Referring> references = references(blueprint);
    int added = 1;
    while (added > 0) {
      added = 0;
      for (Referring reference : references) {
        added +=
            database.update(
                """
                INSERT INTO %1$s (key, form, record_id)
                SELECT DISTINCT 'hanging/' || t.%3$s, ?, t.%3$s FROM %2$s t
                WHERE t.%4$s IN (SELECT record_id FROM %1$s WHERE form = ?)
                  AND EXISTS (SELECT 1 FROM %5$s e WHERE e.record_id = t.%3$s AND e.kind = 'created' AND e.origin IN ('rule', 'flow'))
                ON CONFLICT DO NOTHING
                """
                    .formatted(
                        records,
                        reference.table,
                        reference.owner,
                        reference.column,
                        workspace.table("event")),
                reference.form,
                reference.target);
      }
    }
  }

  /**
   * Lets go of what people's own records refer to, and of what that refers to in turn: it stays.
   *
   * @return how many of each form stay
   */
  Map<String, Integer> releaseWhatIsUsed(Blueprint blueprint) {
    List<Referring> references = references(blueprint);
    Map<String, Integer> kept = new LinkedHashMap<>();
    int released = 1;
    while (released > 0) {
      released = 0;
      for (Referring reference : references) {
        int now =
            database.update(
                """
                DELETE FROM %1$s d WHERE d.form = ? AND d.record_id IN
                  (SELECT t.%4$s FROM %2$s t WHERE t.%4$s IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM %1$s own WHERE own.record_id = t.%3$s))
                """
                    .formatted(records, reference.table, reference.owner, reference.column),
                reference.target);
        if (now > 0) {
          kept.merge(reference.target, now, Integer::sum);
        }
        released += now;
      }
    }
    return kept;
  }

  void forget(List<UUID> ids) {
    database.update(
        "DELETE FROM " + records + " WHERE record_id = ANY (?)", (Object) ids.toArray(UUID[]::new));
  }

  /** Whether a person's name still stands anywhere: in history, or in a field of a record. */
  boolean isNamed(Blueprint blueprint, UUID person) {
    List<String> places = new ArrayList<>();
    places.add(exists("event", "by"));
    places.add(exists("task", "done_by"));
    for (Form form : blueprint.all(Form.TYPE).values()) {
      form.fields().values().stream()
          .filter(field -> field.type().name().equals("person"))
          .forEach(field -> places.add(exists(form.table(), field.key())));
    }
    @Nullable Object[] binds = new @Nullable Object[places.size()];
    java.util.Arrays.fill(binds, person);
    return Boolean.TRUE.equals(
        database.queryForObject("SELECT " + String.join(" OR ", places), Boolean.class, binds));
  }

  private String exists(String table, String column) {
    return "EXISTS (SELECT 1 FROM %s WHERE %s = ?)"
        .formatted(workspace.table(table), quote(column));
  }
}
