package io.xiaodan.flow;

import io.xiaodan.platform.Ids;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Participant;
import io.xiaodan.task.Tasks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Starts the flow of a new record, and keeps tasks out of sight while their record is in the
 * recycle bin.
 */
@Component
class FlowParticipant implements Participant {

  private final FlowInstances instances;
  private final Tasks tasks;
  private final Ids ids;

  FlowParticipant(FlowInstances instances, Tasks tasks, Ids ids) {
    this.instances = instances;
    this.tasks = tasks;
    this.ids = ids;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    return switch (change.kind()) {
      case CREATED -> start(change);
      case UPDATED -> null;
      case DELETED, RESTORED -> pause(change);
    };
  }

  private @Nullable Contribution start(Change change) {
    for (Flow flow : change.blueprint().all(Flow.TYPE).values()) {
      if (flow.form().equals(change.form().key())
          && (flow.startsWhen() == null
              || flow.startsWhen().test(change.valuesAfter(), change.environment()))) {
        return start(flow, change);
      }
    }
    return null;
  }

  private Contribution start(Flow flow, Change change) {
    UUID instance = ids.next();
    UUID starter = change.actor().personId();
    FlowWalk walk =
        new FlowWalk(
            flow,
            change::valuesAfter,
            setting -> FlowStep.set(change, setting),
            change.environment());
    FlowNode node = walk.begin();
    boolean finished = node instanceof FlowNode.End;
    FlowStep step = new FlowStep(tasks, ids);
    step.add(
        instances.insert(
            new FlowInstance(
                instance,
                change.form().key(),
                change.id(),
                flow.key(),
                change.blueprint().version(),
                1,
                finished ? FlowInstance.FINISHED : FlowInstance.RUNNING,
                change.at(),
                starter,
                finished ? change.at() : null)));
    step.wait(node, instance, starter, change);
    return step;
  }

  /** Also the to-dos that rules made for it. */
  private Contribution pause(Change change) {
    boolean deleted = change.kind() == ChangeKind.DELETED;
    return statement -> statement.add(tasks.pause(change.id(), deleted));
  }
}
