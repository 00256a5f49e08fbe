package io.xiaodan.task;

import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tasks about records that are removed for good. */
@Component
class TaskMemory implements RecordMemory {

  private final JdbcTemplate database;
  private final Workspace workspace;

  TaskMemory(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  @Override
  public void forget(Collection<UUID> records) {
    Object ids = records.toArray(UUID[]::new);
    database.update(
        "DELETE FROM %s WHERE task_id IN (SELECT id FROM %s WHERE record_id = ANY (?))"
            .formatted(workspace.table("task_assignee"), workspace.table("task")),
        ids);
    database.update(
        "DELETE FROM %s WHERE record_id = ANY (?)".formatted(workspace.table("task")), ids);
  }
}
