package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.attachment.Attachments;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes records for good, with their lines, their history and what other modules remember of
 * them, and the files that stand nowhere else. It asks no rights: people go through {@link
 * RecordBin}.
 */
@Component
public class RecordPurge {

  private final StatementRunner runner;
  private final Workspace workspace;
  private final TransactionTemplate transactions;
  private final References references;
  private final RecordFeed feed;
  private final ObjectProvider<RecordMemory> memories;
  private final Attachments attachments;
  private final JdbcTemplate database;

  RecordPurge(
      StatementRunner runner,
      Workspace workspace,
      TransactionTemplate transactions,
      References references,
      RecordFeed feed,
      ObjectProvider<RecordMemory> memories,
      Attachments attachments,
      JdbcTemplate database) {
    this.runner = runner;
    this.workspace = workspace;
    this.transactions = transactions;
    this.references = references;
    this.feed = feed;
    this.memories = memories;
    this.attachments = attachments;
    this.database = database;
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
      Set<UUID> files = files(blueprint, records);
      memories.forEach(memory -> memory.forget(all));
      runner.run(statement, first);
      attachments.release(files);
    });
    records.forEach((key, ids) -> {
      Form form = blueprint.find(Form.TYPE, key).orElseThrow();
      for (UUID id : ids) {
        references.forget(form, id);
        feed.publish(key, ChangeKind.DELETED.key(), id);
      }
    });
  }

  /** The files that stand in the records. */
  private Set<UUID> files(Blueprint blueprint, Map<String, List<UUID>> records) {
    Set<UUID> files = new LinkedHashSet<>();
    records.forEach((key, ids) -> {
      Form form = blueprint.find(Form.TYPE, key).orElseThrow();
      form.fields().values().forEach(field -> files(form.table(), "id", field, ids, files));
      for (LineItems lines : form.lines().values()) {
        lines
            .columns()
            .values()
            .forEach(column -> files(lines.table(), "parent", column, ids, files));
      }
    });
    return files;
  }

  private void files(String table, String owner, FormField field, List<UUID> ids, Set<UUID> into) {
    if (field.type() instanceof AttachmentType) {
      database.query(
          "SELECT unnest(%s) FROM %s WHERE %s = ANY (?)"
              .formatted(quote(field.key()), workspace.table(table), owner),
          row -> {
            into.add(Objects.requireNonNull(row.getObject(1, UUID.class)));
          },
          (Object) ids.toArray(UUID[]::new));
    }
  }

  private void delete(OneStatement statement, String table, String column, List<UUID> ids) {
    statement.add(
        "DELETE FROM %s WHERE %s = ANY (?)".formatted(workspace.table(table), column),
        (Object) ids.toArray(UUID[]::new));
  }
}
