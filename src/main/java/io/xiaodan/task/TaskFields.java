package io.xiaodan.task;

import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What open tasks say of the fields of the records they are about, to those asked. A task that says
 * nothing is told of too where another of the same person's does, since what one of them needs the
 * other cannot take away.
 */
@Component
public class TaskFields {

  /** Of so many records everything is read at once; of more, record by record. */
  private static final int MOST = 10_000;

  private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Proxies proxies;
  private final String tasks;
  private final String assignees;

  TaskFields(JdbcTemplate database, JsonMapper json, Proxies proxies, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.proxies = proxies;
    this.tasks = workspace.table("task");
    this.assignees = workspace.table("task_assignee");
  }

  /**
   * What somebody's open tasks say.
   *
   * @param records by record, for each task {@code hidden} or {@code read} by field
   * @param complete whether these are all; otherwise there are too many to be told at once
   */
  public record Said(Map<UUID, List<Map<String, String>>> records, boolean complete) {}

  /** What the tasks of a form say that wait for somebody, also for those they stand in for. */
  public Said of(Actor actor, String form) {
    String[] who = keys(actor, form);
    Map<UUID, List<Map<String, String>>> records = new LinkedHashMap<>();
    database.query(
        """
        SELECT t.record_id, t.fields FROM %1$s t
        WHERE t.state = 'open' AND t.instance_id IS NOT NULL AND t.record_id IN (
            SELECT n.record_id FROM %1$s n
            WHERE n.form = ? AND n.fields IS NOT NULL AND n.state = 'open'
              AND EXISTS (SELECT 1 FROM %2$s a WHERE a.task_id = n.id AND a.who = ANY (?))
            LIMIT %3$d)
          AND EXISTS (SELECT 1 FROM %2$s a WHERE a.task_id = t.id AND a.who = ANY (?))
        """
            .formatted(tasks, assignees, MOST + 1),
        row -> {
          records
              .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
              .add(words(row.getString(2)));
        },
        form,
        who,
        who);
    return new Said(records, records.size() <= MOST);
  }

  /** What the tasks about one record say that wait for somebody. */
  public List<Map<String, String>> about(Actor actor, String form, UUID record) {
    return database.query(
        "SELECT t.fields FROM %s t WHERE t.record_id = ? AND t.state = 'open' AND t.instance_id IS NOT NULL AND EXISTS (SELECT 1 FROM %s a WHERE a.task_id = t.id AND a.who = ANY (?))"
            .formatted(tasks, assignees),
        (row, number) -> words(row.getString(1)),
        record,
        keys(actor, form));
  }

  /** The fields that an open task of a form hides from anybody. */
  public Set<String> hidden(String form) {
    return new HashSet<>(
        database.queryForList(
            "SELECT DISTINCT f.key FROM %s t CROSS JOIN LATERAL jsonb_each_text(t.fields) AS f WHERE t.form = ? AND t.fields IS NOT NULL AND t.state = 'open' AND f.value = 'hidden'"
                .formatted(tasks),
            String.class,
            form));
  }

  private String[] keys(Actor actor, String form) {
    List<String> who = new ArrayList<>(Assignees.keysOf(actor));
    proxies.of(actor.personId()).stream()
        .filter(each -> each.covers(form))
        .forEach(each -> who.addAll(each.keys()));
    return who.toArray(String[]::new);
  }

  private Map<String, String> words(@Nullable String fields) {
    return fields == null ? Map.of() : json.readValue(fields, WORDS);
  }
}
