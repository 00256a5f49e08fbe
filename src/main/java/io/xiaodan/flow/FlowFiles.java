package io.xiaodan.flow;

import io.xiaodan.attachment.AttachmentGuard;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Files and signatures laid beside opinions: whoever sees the record may read them. */
@Component
class FlowFiles implements AttachmentGuard {

  private final ObjectProvider<Blueprints> blueprints;
  private final ObjectProvider<Records> records;
  private final JdbcTemplate database;
  private final Workspace workspace;

  FlowFiles(
      ObjectProvider<Blueprints> blueprints,
      ObjectProvider<Records> records,
      JdbcTemplate database,
      Workspace workspace) {
    this.blueprints = blueprints;
    this.records = records;
    this.database = database;
    this.workspace = workspace;
  }

  private record Holder(String form, UUID record) {}

  @Override
  public boolean mayRead(Actor actor, UUID attachment) {
    return holders(attachment).stream().anyMatch(holder -> sees(actor, holder));
  }

  @Override
  public boolean isUsed(UUID attachment) {
    return !holders(attachment).isEmpty();
  }

  private boolean sees(Actor actor, Holder holder) {
    try {
      records
          .getObject()
          .get(new Caller(blueprints.getObject().current(), actor), holder.form(), holder.record());
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private List<Holder> holders(UUID attachment) {
    return database.query(
        "SELECT DISTINCT i.form, i.record_id FROM %1$s i WHERE i.id IN (SELECT instance_id FROM %2$s WHERE files @> ARRAY[?]::uuid[] AND files <> '{}' UNION ALL SELECT instance_id FROM %2$s WHERE signature = ?) LIMIT 100"
            .formatted(workspace.table("flow_instance"), workspace.table("flow_event")),
        (row, number) ->
            new Holder(
                Objects.requireNonNull(row.getString(1)),
                Objects.requireNonNull(row.getObject(2, UUID.class))),
        attachment,
        attachment);
  }
}
