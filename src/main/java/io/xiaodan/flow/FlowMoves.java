package io.xiaodan.flow;

import io.xiaodan.action.Chains;
import io.xiaodan.expression.Environment;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Change;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Demands;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Carries operations out: decides in memory and writes once, guarded by the instance's revision. An
 * operation that may change the record goes through the record's door; the others write by
 * themselves.
 */
@Component
class FlowMoves {

  private static final int TRIES = 8;

  /** What never changes the record. */
  private static final Set<Act> BESIDE =
      EnumSet.of(
          Act.TRANSFER,
          Act.REASSIGN,
          Act.DELEGATE,
          Act.ADD_BEFORE,
          Act.ADD_AFTER,
          Act.ADD_PARALLEL,
          Act.ESCALATE,
          Act.REMIND,
          Act.URGE,
          Act.CC,
          Act.COMMENT);

  private final FlowWriting writing;
  private final Chains chains;
  private final Assigning assigning;
  private final Records records;
  private final Ids ids;
  private final FlowJson json;
  private final JdbcTemplate database;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Workspace workspace;

  FlowMoves(
      FlowWriting writing,
      Chains chains,
      Assigning assigning,
      Records records,
      Ids ids,
      FlowJson json,
      JdbcTemplate database,
      TransactionTemplate transaction,
      Clock clock,
      Workspace workspace) {
    this.writing = writing;
    this.chains = chains;
    this.assigning = assigning;
    this.records = records;
    this.ids = ids;
    this.json = json;
    this.database = database;
    this.transaction = transaction;
    this.clock = clock;
    this.workspace = workspace;
  }

  /** Starts a flow with the change that makes or submits its record. */
  FlowStep begin(Flow flow, Change change) {
    return begin(flow, change, change.actor().personId(), null);
  }

  /**
   * The same, on behalf of somebody, also for a record that goes its way again.
   *
   * @param starter whose flow it is
   * @param raised the approved figure it exceeds; null for none
   */
  FlowStep begin(Flow flow, Change change, UUID starter, @Nullable Raised raised) {
    UUID id = ids.next();
    RecordedFacts facts = new RecordedFacts(facts(change, flow, starter, raised));
    Operation operation = Operation.of(Act.START, starter, change.at(), 0, 0);
    Interpreter.Step step = Interpreter.begin(flow, operation, facts);
    boolean finished = step.state().isFinished();
    FlowInstance instance =
        new FlowInstance(
            id,
            change.form().key(),
            change.id(),
            flow.key(),
            change.blueprint().version(),
            1,
            finished ? FlowInstance.FINISHED : FlowInstance.RUNNING,
            change.at(),
            starter,
            finished ? change.at() : null,
            step.state(),
            step.state().result(),
            null,
            raised,
            chains.depth(change.actor()));
    tell(change, step.state());
    return writing.begin(
        new FlowWriting.Scene(
            instance, flow, operation, Note.NONE, change.valuesAfter(), change.environment()),
        step,
        facts.answers());
  }

  /**
   * Lets a running instance go its way again with the change that exceeds what was approved.
   *
   * @param instance as it is before, with what is exceeded
   */
  Contribution raise(Change change, Flow flow, FlowInstance instance) {
    Operation operation = Operation.of(Act.RAISE, change.actor().personId(), change.at(), 0, 0);
    return step(change, flow, instance, operation, Note.NONE);
  }

  private Facts facts(Change change, Flow flow, UUID starter, @Nullable Raised raised) {
    return new RecordFacts(
        new ChangedFields(change, json.mapper()),
        values -> Ceilings.judged(flow, raised, values),
        change.environment(),
        flow,
        starter,
        assigning,
        ids);
  }

  /** Facts of a record that does not change. */
  Facts imagined(
      Flow flow, UUID starter, @Nullable Raised raised, io.xiaodan.expression.Values values) {
    return new RecordFacts(
        new ImaginedFields(values),
        seen -> Ceilings.judged(flow, raised, seen),
        environment(),
        flow,
        starter,
        assigning,
        ids);
  }

  Environment environment() {
    return Environment.of(clock.instant(), workspace.zone());
  }

  /**
   * Carries an operation out.
   *
   * @param values what is filled in with it; null for nothing
   * @param demands what is asked of it besides what the form asks
   * @throws ProblemException conflict {@code record.conflict} when somebody else was faster
   */
  void move(
      Caller caller,
      FlowInstance instance,
      Flow flow,
      Operation operation,
      Note note,
      @Nullable JsonNode values,
      Demands demands) {
    if (BESIDE.contains(operation.act())) {
      beside(caller, instance, flow, operation, note);
      return;
    }
    Caller acting =
        new Caller(caller.blueprint(), caller.actor().withOrigin(Origin.FLOW, instance.id()));
    Write write =
        Write.trusted(values, Map.of())
            .demanding(demands)
            .alongside(change -> step(change, flow, instance, operation, note));
    records.update(acting, instance.form(), instance.recordId(), null, write);
  }

  private Contribution step(
      Change change, Flow flow, FlowInstance instance, Operation operation, Note note) {
    RecordedFacts facts =
        new RecordedFacts(facts(change, flow, instance.startedBy(), instance.raised()));
    Interpreter.Step step =
        Interpreter.apply(flow, instance.place(), instance.startedBy(), operation, facts);
    tell(change, step.state());
    return writing.next(
        new FlowWriting.Scene(
            instance.at(depth(change.actor(), instance)),
            flow,
            operation,
            note,
            change.valuesAfter(),
            change.environment()),
        step,
        facts.answers());
  }

  /** Moved by itself, an instance stays in its chain; moved by a rule or a person, in theirs. */
  private int depth(Actor actor, FlowInstance instance) {
    return instance.id().equals(actor.cause()) && actor.personId().equals(Actor.SYSTEM)
        ? instance.depth()
        : chains.depth(actor);
  }

  private static void tell(Change change, FlowState state) {
    change.flowState(state.isFinished() ? FlowInstance.FINISHED : FlowInstance.RUNNING);
    if (state.result() != null) {
      change.flowEnds(state.result());
    }
  }

  private void beside(
      Caller caller, FlowInstance instance, Flow flow, Operation operation, Note note) {
    StoredRecord record =
        records.get(
            new Caller(caller.blueprint(), Actor.system(Origin.FLOW)),
            instance.form(),
            instance.recordId());
    if (record.deletedAt() != null) {
      throw Problem.of(ProblemKind.CONFLICT, "flow.task_paused").exception();
    }
    var values = records.values(caller, record);
    RecordedFacts facts =
        new RecordedFacts(imagined(flow, instance.startedBy(), instance.raised(), values));
    Interpreter.Step step =
        Interpreter.apply(flow, instance.place(), instance.startedBy(), operation, facts);
    FlowStep writes =
        writing.next(
            new FlowWriting.Scene(instance, flow, operation, note, values, environment()),
            step,
            facts.answers());
    write(writes);
  }

  /** Writes a step that does not touch the record. */
  void write(FlowStep writes) {
    transaction.executeWithoutResult(_ -> {
      writes.write(database);
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              writes.committed();
            }
          });
    });
  }

  /** Tries again while others are faster; each try reads everything anew. */
  static <T> T again(Supplier<T> attempt) {
    for (int i = 1; ; i++) {
      try {
        return attempt.get();
      } catch (ProblemException e) {
        if (e.problem().kind() != ProblemKind.CONFLICT
            || !e.problem().message().code().equals("record.conflict")
            || i == TRIES) {
          throw e;
        }
      }
    }
  }
}
