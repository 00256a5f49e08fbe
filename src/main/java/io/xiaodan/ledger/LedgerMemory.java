package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.SqlFragment;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes away what records posted that are removed for good. */
@Component
class LedgerMemory implements RecordMemory {

  private final Blueprints blueprints;
  private final ObjectProvider<RecordPostings> postings;
  private final JdbcTemplate database;

  LedgerMemory(
      Blueprints blueprints, ObjectProvider<RecordPostings> postings, JdbcTemplate database) {
    this.blueprints = blueprints;
    this.postings = postings;
    this.database = database;
  }

  @Override
  public void forget(Collection<UUID> records) {
    Blueprint blueprint = blueprints.current();
    LedgerPost post = postings.getObject().empty();
    for (Ledger ledger : blueprint.all(Ledger.TYPE).values()) {
      records.forEach(id -> post.put(ledger.key(), null, id, List.of()));
    }
    if (!post.isEmpty()) {
      SqlFragment call = post.call();
      database.query("SELECT " + call.sql(), row -> {}, call.binds().toArray());
    }
  }
}
