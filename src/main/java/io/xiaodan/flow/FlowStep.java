package io.xiaodan.flow;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.OneStatement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What one step of an instance writes: alongside the change of its record in one statement, or by
 * itself where the record does not change.
 */
final class FlowStep implements Contribution {

  /** A write that must touch exactly one row, and the name by which its failure is told. */
  private record Guarded(String name, SqlFragment write) {}

  private final List<Guarded> guarded = new ArrayList<>();
  private final List<SqlFragment> writes = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  void add(SqlFragment write) {
    writes.add(write);
  }

  void addAll(List<SqlFragment> more) {
    writes.addAll(more);
  }

  void addGuarded(String name, SqlFragment write) {
    guarded.add(new Guarded(name, write));
  }

  /** Something quick that is done after the commit and cannot fail the step. */
  void afterwards(Runnable action) {
    afterwards.add(action);
  }

  @Override
  public void write(OneStatement statement) {
    guarded.forEach(each -> statement.addGuarded(each.name, each.write.sql(), each.write.binds()));
    writes.forEach(statement::add);
  }

  /**
   * Writes by itself, within the caller's transaction.
   *
   * @throws io.xiaodan.kernel.ProblemException conflict when somebody else was faster
   */
  void write(JdbcTemplate database) {
    for (Guarded each : guarded) {
      if (database.update(each.write.sql(), each.write.binds().toArray()) != 1) {
        throw Problem.of(ProblemKind.CONFLICT, "record.conflict").exception();
      }
    }
    writes.forEach(each -> database.update(each.sql(), each.binds().toArray()));
  }

  @Override
  public void committed() {
    afterwards.forEach(Runnable::run);
  }
}
