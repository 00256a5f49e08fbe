package io.xiaodan.flow;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import io.xiaodan.record.Caller;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves running instances to the version of their flow that is published now. */
@Component
public class FlowMigration {

  private static final int STRETCH = 500;

  private final FlowInstances instances;
  private final FlowVersions versions;
  private final FlowTrail trail;
  private final FlowMoves moves;
  private final Tasks tasks;
  private final Ids ids;
  private final Clock clock;

  FlowMigration(
      FlowInstances instances,
      FlowVersions versions,
      FlowTrail trail,
      FlowMoves moves,
      Tasks tasks,
      Ids ids,
      Clock clock) {
    this.instances = instances;
    this.versions = versions;
    this.trail = trail;
    this.moves = moves;
    this.tasks = tasks;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What became of many.
   *
   * @param stayed those that stand at a node the new version has not
   */
  public record Migrated(int moved, List<UUID> stayed) {}

  /**
   * Moves one instance.
   *
   * @throws io.xiaodan.kernel.ProblemException conflict when it stands at a node that the new
   *     version has not, or has in another block
   */
  void migrate(Caller caller, FlowInstance instance, Flow old, @Nullable String comment) {
    Flow now = caller.blueprint().find(Flow.TYPE, instance.flow()).orElse(null);
    if (now == null || !now.form().equals(instance.form())) {
      throw Problem.of(ProblemKind.CONFLICT, "flow.gone", "flow", instance.flow()).exception();
    }
    for (Token token : instance.place().tokens()) {
      if (!fits(old, now, token)) {
        throw Problem.of(
                ProblemKind.CONFLICT,
                "flow.node_not_in_version",
                "node",
                old.node(token.node()).label())
            .exception();
      }
    }
    Operation operation =
        Operation.of(Act.MIGRATE, caller.actor().personId(), clock.instant(), 0, 0);
    FlowStep writes = new FlowStep();
    writes.addGuarded("instance", instances.migrate(instance, caller.blueprint().version()));
    writes.add(
        trail.insert(
            new FlowEvent(
                ids.next(),
                instance.id(),
                instance.rev() + 1,
                operation.at(),
                Act.MIGRATE,
                operation.by(),
                null,
                null,
                null,
                null,
                comment,
                List.of(),
                List.of(),
                null,
                null),
            new FlowTrail.Detail(operation, List.of())));
    instance.place().tokens().forEach(token -> narrow(old, now, token, writes));
    moves.write(writes);
  }

  /** What waits shows the record as the new version says. */
  private void narrow(Flow old, Flow now, Token token, FlowStep writes) {
    boolean asks = token.phase() != Token.Phase.CHOOSING;
    Map<String, String> words = TaskNarrowing.words(now.node(token.node()), asks);
    if (words.equals(TaskNarrowing.words(old.node(token.node()), asks))) {
      return;
    }
    for (Seat seat : token.seats()) {
      UUID task = seat.isOpen() ? seat.top().task() : null;
      if (task != null) {
        writes.add(tasks.narrow(task, words));
      }
    }
  }

  private static boolean fits(Flow old, Flow now, Token token) {
    return now.nodes().containsKey(token.node())
        && now.node(token.node()).getClass() == old.node(token.node()).getClass()
        && now.block(token.node()).equals(old.block(token.node()))
        && (token.home() == null || token.home().stream().allMatch(each -> fits(old, now, each)));
  }

  /** Moves every running instance that can be moved. */
  public Migrated all(Caller caller, String flow) {
    int moved = 0;
    List<UUID> stayed = new ArrayList<>();
    long version = caller.blueprint().version();
    UUID after = null;
    List<FlowInstance> stretch;
    do {
      stretch = instances.runningBefore(flow, version, after, STRETCH);
      moved += move(caller, stretch, stayed);
      after = stretch.isEmpty() ? null : stretch.getLast().id();
    } while (stretch.size() == STRETCH);
    return new Migrated(moved, stayed);
  }

  private int move(Caller caller, List<FlowInstance> stretch, List<UUID> stayed) {
    int moved = 0;
    for (FlowInstance each : stretch) {
      try {
        FlowMoves.again(() -> {
          FlowInstance fresh = instances.find(each.id()).orElseThrow();
          migrate(caller, fresh, versions.of(caller.blueprint(), fresh), null);
          return fresh;
        });
        moved++;
      } catch (io.xiaodan.kernel.ProblemException e) {
        stayed.add(each.recordId());
      }
    }
    return moved;
  }
}
