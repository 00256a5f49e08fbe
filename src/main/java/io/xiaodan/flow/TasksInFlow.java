package io.xiaodan.flow;

import io.xiaodan.platform.Invariant;
import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every open task of a flow belongs to an instance that is still running. */
@Component
class TasksInFlow implements Invariant {

  private static final int EXAMPLES = 5;

  private final JdbcTemplate database;
  private final Workspace workspace;

  TasksInFlow(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  @Override
  public List<Finding> check() {
    String text =
        """
        SELECT count(*), count(*) FILTER (WHERE i.id IS NULL), (array_agg(COALESCE(t.title, t.id::text)) FILTER (WHERE i.id IS NULL))[1:%d]
        FROM %s t LEFT JOIN %s i ON i.id = t.instance_id AND i.state = 'running'
        WHERE t.state = 'open' AND t.instance_id IS NOT NULL
        """
            .formatted(EXAMPLES, workspace.table("task"), workspace.table("flow_instance"));
    return Objects.requireNonNull(
        database.queryForObject(
            text,
            (row, number) -> {
              java.sql.Array examples = row.getArray(3);
              List<Example> named =
                  examples == null
                      ? List.of()
                      : List.of((Object[]) examples.getArray()).stream()
                          .map(each -> Example.of(String.valueOf(each)))
                          .toList();
              return List.of(new Finding("flows", "tasks", row.getLong(1), row.getLong(2), named));
            }));
  }
}
