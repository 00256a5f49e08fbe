package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes records for good, with their lines, their history and what other modules remember of
 * them. It is for what the product itself has made and takes away again, such as demonstration
 * data; people delete into the recycle bin.
 */
@Component
public class RecordPurge {

  private final StatementRunner runner;
  private final Workspace workspace;
  private final TransactionTemplate transactions;
  private final References references;
  private final RecordFeed feed;
  private final ObjectProvider<RecordMemory> memories;

  RecordPurge(
      StatementRunner runner,
      Workspace workspace,
      TransactionTemplate transactions,
      References references,
      RecordFeed feed,
      ObjectProvider<RecordMemory> memories) {
    this.runner = runner;
    this.workspace = workspace;
    this.transactions = transactions;
    this.references = references;
    this.feed = feed;
    this.memories = memories;
  }

  /**
   * Removes records of several forms together, since they may refer to one another.
   *
   * @param records ids by form
   * @throws io.xiaodan.kernel.ProblemException invalid when a record that stays refers to one of
   *     them; nothing is removed then
   */
  public void purge(Blueprint blueprint, Map<String, List<UUID>> records) {
    List<UUID> all = records.values().stream().flatMap(Collection::stream).toList();
    if (all.isEmpty()) {
      return;
    }
    Form first = blueprint.find(Form.TYPE, records.keySet().iterator().next()).orElseThrow();
    OneStatement statement = new OneStatement();
    records.forEach((key, ids) -> {
      Form form = blueprint.find(Form.TYPE, key).orElseThrow();
      for (LineItems lines : form.lines().values()) {
        delete(statement, lines.table(), "parent", ids);
      }
      delete(statement, form.table(), "id", ids);
    });
    delete(statement, "event", "record_id", all);
    delete(statement, "idempotency", "record_id", all);
    transactions.executeWithoutResult(_ -> {
      memories.forEach(memory -> memory.forget(all));
      runner.run(statement, first);
    });
    records.forEach((key, ids) -> {
      Form form = blueprint.find(Form.TYPE, key).orElseThrow();
      for (UUID id : ids) {
        references.forget(form, id);
        feed.publish(key, ChangeKind.DELETED.key(), id);
      }
    });
  }

  private void delete(OneStatement statement, String table, String column, List<UUID> ids) {
    statement.add(
        "DELETE FROM %s WHERE %s = ANY (?)".formatted(workspace.table(table), column),
        (Object) ids.toArray(UUID[]::new));
  }
}
