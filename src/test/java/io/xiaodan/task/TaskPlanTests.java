package io.xiaodan.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import io.xiaodan.task.TaskQuery.Order;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** However much waits, a page of the to-do list reads about as many rows as it shows. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskPlanTests {

  private static final int OPEN = 20_000;
  private static final int PAGE = 50;

  /** A page, one more to know whether there is another, and what a plan may look at beside. */
  private static final int FEW = 4 * PAGE;

  private static final String ROLE = "plan_of_tasks";

  @Autowired private DataSource source;
  @Autowired private Feed feed;
  @Autowired private JsonMapper json;
  @Autowired private Workspace workspace;
  @Autowired private Proxies proxies;

  private final Actor actor =
      new Actor(new UUID(8, 8), "甲", Set.of(ROLE), Language.ZH, Origin.USER, null);
  private JdbcTemplate database = new JdbcTemplate();

  /** Runs what is asked, and keeps how many rows each part of it read. */
  private static final class Watching extends JdbcTemplate {

    private final JsonMapper json;
    private JsonNode plan;

    Watching(DataSource source, JsonMapper json) {
      super(source);
      this.json = json;
      this.plan = json.createObjectNode();
    }

    @Override
    public <T extends @Nullable Object> List<T> query(
        String sql, RowMapper<T> mapper, @Nullable Object @Nullable ... binds) {
      if (sql.contains("task_assignee")) {
        String text =
            Objects.requireNonNull(
                super.query(
                        "EXPLAIN (ANALYZE, FORMAT JSON) " + sql,
                        (row, _) -> row.getString(1),
                        binds)
                    .getFirst());
        plan = json.readTree(text).path(0).path("Plan");
      }
      return super.query(sql, mapper, binds);
    }

    /** The most rows any part of the plan went through. */
    long most() {
      return most(plan);
    }

    private static long most(JsonNode node) {
      long here = node.path("Actual Rows").asLong() + node.path("Rows Removed by Filter").asLong();
      return node.path("Plans")
          .valueStream()
          .mapToLong(Watching::most)
          .reduce(here * node.path("Actual Loops").asLong(1), Math::max);
    }
  }

  @BeforeAll
  void muchWaits() {
    database = new JdbcTemplate(source);
    String tasks = workspace.table("task");
    String assignees = workspace.table("task_assignee");
    database.update(
        """
        INSERT INTO %s (id, kind, state, form, node, created_at, priority, due_at)
        SELECT ('77777777-0000-0000-0000-' || lpad(to_hex(g), 12, '0'))::uuid, 'todo', 'open', 'plan_of_tasks', 'n', now(),
          CASE WHEN g %% 40 = 0 THEN 2 WHEN g %% 9 = 0 THEN 1 ELSE 0 END,
          CASE WHEN g %% 3 > 0 THEN now() + (g * 7919 %% 10000) * interval '1 minute' END
        FROM generate_series(1, %d) g
        """
            .formatted(tasks, OPEN));
    database.update(
        "INSERT INTO %s (who, task_id, priority, due_at) SELECT ?, id, priority, coalesce(due_at, 'infinity') FROM %s WHERE form = 'plan_of_tasks'"
            .formatted(assignees, tasks),
        "role:" + ROLE);
    database.execute("ANALYZE " + tasks);
    database.execute("ANALYZE " + assignees);
  }

  @AfterAll
  void nothingWaits() {
    database.update(
        "DELETE FROM " + workspace.table("task_assignee") + " WHERE who = ?", "role:" + ROLE);
    database.update("DELETE FROM " + workspace.table("task") + " WHERE form = ?", "plan_of_tasks");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aPageOfEachOrderReadsFewRowsWhereverItBegins(Order order) {
    Watching watching = new Watching(source, json);
    Tasks tasks = new Tasks(watching, feed, json, workspace, proxies);
    TaskQuery query = new TaskQuery(null, null, null, null, 0, order);
    List<StoredTask> first = tasks.open(actor, query, null, PAGE);
    assertThat(first).hasSize(PAGE);
    assertThat(watching.most()).as("first page: %s", watching.plan).isLessThan(FEW);
    List<StoredTask> second = tasks.open(actor, query, first.getLast().id(), PAGE);
    assertThat(watching.most()).as("second page: %s", watching.plan).isLessThan(FEW);
    assertThat(second).hasSize(PAGE).doesNotContainAnyElementsOf(first);
    List<StoredTask> both = tasks.open(actor, query, null, 2 * PAGE);
    assertThat(both.subList(PAGE, 2 * PAGE)).as("the pages are one list").isEqualTo(second);
  }

  @Test
  void theOrderIsThatOfTheTasksThemselves() {
    Tasks tasks = new Tasks(database, feed, json, workspace, proxies);
    List<UUID> sorted =
        database.query(
            "SELECT id FROM "
                + workspace.table("task")
                + " WHERE form = 'plan_of_tasks' ORDER BY priority DESC, id DESC LIMIT 300",
            (row, _) -> Objects.requireNonNull(row.getObject(1, UUID.class)));
    TaskQuery query = new TaskQuery(null, null, null, null, 0, Order.PRIORITY);
    assertThat(tasks.open(actor, query, null, 300).stream().map(StoredTask::id))
        .containsExactlyElementsOf(sorted);
  }
}
