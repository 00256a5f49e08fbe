package io.xiaodan.flow;

import io.xiaodan.action.Who;
import io.xiaodan.identity.Role;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.record.Change;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.OneStatement;
import io.xiaodan.task.Assignees;
import io.xiaodan.task.NewTask;
import io.xiaodan.task.TaskKind;
import io.xiaodan.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one step of an instance writes: the instance, the task just done, the task that follows. */
final class FlowStep implements Contribution {

  /** A write that must touch exactly one row, and the name by which its failure is told. */
  private record Guarded(String name, SqlFragment write) {}

  private final Tasks tasks;
  private final Ids ids;
  private final List<Guarded> guarded = new ArrayList<>();
  private final List<SqlFragment> writes = new ArrayList<>();
  private final List<Assignees> told = new ArrayList<>();

  FlowStep(Tasks tasks, Ids ids) {
    this.tasks = tasks;
    this.ids = ids;
  }

  void add(SqlFragment write) {
    writes.add(write);
  }

  void addGuarded(String name, SqlFragment write) {
    guarded.add(new Guarded(name, write));
  }

  void tell(Assignees who) {
    told.add(who);
  }

  /** Hands out the task of the node where the record now waits; nothing at the end. */
  void wait(FlowNode node, UUID instance, UUID starter, Change change) {
    change.flowState(node instanceof FlowNode.End ? FlowInstance.FINISHED : FlowInstance.RUNNING);
    if (node instanceof FlowNode.Human human) {
      Assignees who = assignees(human.who(), starter, change);
      told.add(who);
      writes.addAll(
          tasks.insert(
              new NewTask(
                  ids.next(),
                  human.approval() ? TaskKind.APPROVE : TaskKind.HANDLE,
                  change.form().key(),
                  change.id(),
                  instance,
                  human.key(),
                  null,
                  change.at(),
                  who)));
    }
  }

  /** Those asked; the administrators where a field of the record names nobody. */
  private static Assignees assignees(Who who, UUID starter, Change change) {
    Assignees asked =
        who.assignees(starter, field -> field.evaluate(change.valuesAfter(), change.environment()));
    return asked.isNobody() ? new Assignees(Set.of(Role.ADMINISTRATOR), Set.of()) : asked;
  }

  @Override
  public void write(OneStatement statement) {
    guarded.forEach(each -> statement.addGuarded(each.name, each.write.sql(), each.write.binds()));
    writes.forEach(statement::add);
  }

  @Override
  public void committed() {
    told.forEach(tasks::announce);
  }

  static void set(Change change, Setting setting) {
    @Nullable Object value = setting.value().evaluate(change.valuesAfter(), change.environment());
    change.set(setting.field(), value);
  }
}
