package io.xiaodan.flow;

import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Participant;
import io.xiaodan.task.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Starts the flow of a new record, starts it again where a change exceeds what was approved, and
 * keeps tasks out of sight while their record is in the recycle bin.
 */
@Component
class FlowParticipant implements Participant {

  private final ObjectProvider<FlowMoves> moves;
  private final ObjectProvider<Ceilings> ceilings;
  private final Tasks tasks;

  FlowParticipant(ObjectProvider<FlowMoves> moves, ObjectProvider<Ceilings> ceilings, Tasks tasks) {
    this.moves = moves;
    this.ceilings = ceilings;
    this.tasks = tasks;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    return switch (change.kind()) {
      case CREATED -> start(change);
      case UPDATED -> ceilings.getObject().consider(change);
      case DELETED, RESTORED -> pause(change);
    };
  }

  private @Nullable Contribution start(Change change) {
    for (Flow flow : change.blueprint().all(Flow.TYPE).values()) {
      if (flow.startsOn() == Flow.StartsOn.CREATE
          && flow.form().equals(change.form().key())
          && (flow.startsWhen() == null
              || flow.startsWhen().test(change.valuesAfter(), change.environment()))) {
        return moves.getObject().begin(flow, change);
      }
    }
    return null;
  }

  /** Also the to-dos that rules made for it. */
  private Contribution pause(Change change) {
    boolean deleted = change.kind() == ChangeKind.DELETED;
    return statement -> statement.add(tasks.pause(change.id(), deleted));
  }
}
