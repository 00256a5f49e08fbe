package io.xiaodan.rule;

import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Runs of rules about records that are removed for good. */
@Component
class RuleMemory implements RecordMemory {

  private final JdbcTemplate database;
  private final Workspace workspace;

  RuleMemory(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  @Override
  public void forget(Collection<UUID> records) {
    Object ids = records.toArray(UUID[]::new);
    database.update(
        "DELETE FROM %s WHERE run_id IN (SELECT id FROM %s WHERE record_id = ANY (?))"
            .formatted(workspace.table("rule_step"), workspace.table("rule_run")),
        ids);
    database.update(
        "DELETE FROM %s WHERE record_id = ANY (?)".formatted(workspace.table("rule_run")), ids);
  }
}
