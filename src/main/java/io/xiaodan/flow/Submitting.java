package io.xiaodan.flow;

import io.xiaodan.action.FlowStarts;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Change;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Submits records to flows that do not start by themselves: people do, and rules for them. */
@Component
class Submitting implements FlowStarts {

  private final FlowInstances instances;
  private final FlowMoves moves;
  private final Records records;

  Submitting(FlowInstances instances, FlowMoves moves, Records records) {
    this.instances = instances;
    this.moves = moves;
    this.records = records;
  }

  /**
   * Submits a record of one's own accord.
   *
   * @throws io.xiaodan.kernel.ProblemException as {@link #start}; conflict as well when it is in a
   *     flow already
   */
  void submit(Caller caller, String form, UUID record) {
    records.get(caller, form, record);
    begin(caller, form, record, caller.actor().personId());
  }

  @Override
  public boolean start(Caller caller, String form, UUID record, UUID starter) {
    records.get(caller, form, record);
    if (isUnderWay(record)) {
      return false;
    }
    begin(caller, form, record, starter);
    return true;
  }

  private boolean isUnderWay(UUID record) {
    return instances.ofRecord(record).map(FlowInstance::isRunning).orElse(false);
  }

  private void begin(Caller caller, String form, UUID record, UUID starter) {
    Write write =
        Write.of(JsonNodeFactory.instance.objectNode()).alongside(change -> begin(change, starter));
    records.update(caller, form, record, null, write);
  }

  private Contribution begin(Change change, UUID starter) {
    if (isUnderWay(change.id())) {
      throw Problem.of(ProblemKind.CONFLICT, "flow.runs_already").exception();
    }
    Flow flow =
        taking(
                change.blueprint().all(Flow.TYPE).values(),
                change.form().key(),
                change.valuesAfter(),
                change.environment())
            .orElseThrow(() -> Problem.of(ProblemKind.CONFLICT, "flow.none_to_submit").exception());
    return moves.begin(flow, change, starter, null);
  }

  /** Whether a flow that people start would take the record. */
  boolean takes(Caller caller, String form, StoredRecord stored) {
    return stored.deletedAt() == null
        && taking(
                caller.blueprint().all(Flow.TYPE).values(),
                form,
                records.values(caller, stored),
                moves.environment())
            .isPresent();
  }

  private static Optional<Flow> taking(
      Collection<Flow> flows, String form, Values values, Environment environment) {
    return flows.stream()
        .filter(flow -> flow.startsOn() == Flow.StartsOn.SUBMIT && flow.form().equals(form))
        .filter(flow -> flow.startsWhen() == null || flow.startsWhen().test(values, environment))
        .findFirst();
  }
}
