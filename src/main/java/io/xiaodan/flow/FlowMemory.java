package io.xiaodan.flow;

import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Flow instances of records that are removed for good. */
@Component
class FlowMemory implements RecordMemory {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final FlowCopies copies;

  FlowMemory(JdbcTemplate database, Workspace workspace, FlowCopies copies) {
    this.copies = copies;
    this.database = database;
    this.workspace = workspace;
  }

  @Override
  public void forget(Collection<UUID> records) {
    Object ids = records.toArray(UUID[]::new);
    copies.forget(records);
    database.update(
        "DELETE FROM %s WHERE record_id = ANY (?)".formatted(workspace.table("flow_replay_record")),
        ids);
    database.update(
        "DELETE FROM %s WHERE instance_id IN (SELECT id FROM %s WHERE record_id = ANY (?))"
            .formatted(workspace.table("flow_event"), workspace.table("flow_instance")),
        ids);
    database.update(
        "DELETE FROM %s WHERE record_id = ANY (?)".formatted(workspace.table("flow_instance")),
        ids);
  }
}
