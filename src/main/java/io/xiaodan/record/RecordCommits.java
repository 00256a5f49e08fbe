package io.xiaodan.record;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The end of the pipeline: writes what was decided, and tells of it once it is committed. */
@Component
class RecordCommits {

  private final References references;
  private final RecordStatements statements;
  private final NewRecordStatements newRecords;
  private final StatementRunner runner;
  private final RecordFeed feed;
  private final TransactionTemplate transactions;

  RecordCommits(
      References references,
      RecordStatements statements,
      NewRecordStatements newRecords,
      StatementRunner runner,
      RecordFeed feed,
      TransactionTemplate transactions) {
    this.references = references;
    this.statements = statements;
    this.newRecords = newRecords;
    this.runner = runner;
    this.feed = feed;
    this.transactions = transactions;
  }

  /** Writes one change, with what the participants add, in one statement. */
  void commit(RecordWriting.Decided decided) {
    List<Runnable> afterwards =
        decided.contributions().stream()
            .map(Contribution::afterwards)
            .filter(Objects::nonNull)
            .toList();
    if (afterwards.isEmpty()) {
      commitOne(decided);
    } else {
      transactions.executeWithoutResult(_ -> {
        commitOne(decided);
        afterwards.forEach(Runnable::run);
      });
    }
  }

  private void commitOne(RecordWriting.Decided decided) {
    OneStatement statement = new OneStatement();
    statements.write(statement, decided.change());
    decided.contributions().forEach(contribution -> contribution.write(statement));
    run(statement, List.of(decided));
    afterCommit(() -> told(decided));
  }

  /** Writes several new records of one form, whose contributions join, in one statement. */
  void commitNew(List<RecordWriting.Decided> all) {
    OneStatement statement = new OneStatement();
    newRecords.write(statement, all.stream().map(RecordWriting.Decided::change).toList());
    all.forEach(
        decided -> decided.contributions().forEach(contribution -> contribution.write(statement)));
    run(statement, all);
    afterCommit(() -> all.forEach(this::told));
  }

  /** Whoever wrote what the database refuses says so in its own words. */
  private void run(OneStatement statement, List<RecordWriting.Decided> all) {
    try {
      runner.run(statement, all.getFirst().change().form());
    } catch (StatementRunner.Refused e) {
      throw all.stream()
          .flatMap(decided -> decided.contributions().stream())
          .map(contribution -> contribution.refusal(e.what(), e.detail()))
          .filter(Objects::nonNull)
          .findFirst()
          .orElseGet(() -> Problem.of(ProblemKind.CONFLICT, "record.conflict").exception());
    }
  }

  private void told(RecordWriting.Decided decided) {
    Change change = decided.change();
    if (change.kind() != ChangeKind.CREATED) {
      references.forget(change.form(), change.id());
    }
    feed.publish(change.form().key(), change.kind().key(), change.id());
    decided.contributions().forEach(Contribution::committed);
  }

  private static void afterCommit(Runnable action) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              action.run();
            }
          });
    } else {
      action.run();
    }
  }
}
