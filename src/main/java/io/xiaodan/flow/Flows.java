package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import io.xiaodan.form.type.TextType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Change;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import io.xiaodan.task.Assignees;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Running flows: what people do with their tasks, and where a record is. */
@Component
public class Flows {

  private static final int TRIES = 5;

  private final FlowInstances instances;
  private final FlowVersions versions;
  private final Tasks tasks;
  private final Records records;
  private final People people;
  private final Ids ids;
  private final Clock clock;
  private final Workspace workspace;
  private final PlainTasks plainTasks;

  Flows(
      FlowInstances instances,
      FlowVersions versions,
      Tasks tasks,
      Records records,
      People people,
      Ids ids,
      Clock clock,
      Workspace workspace,
      PlainTasks plainTasks) {
    this.instances = instances;
    this.versions = versions;
    this.tasks = tasks;
    this.records = records;
    this.people = people;
    this.ids = ids;
    this.clock = clock;
    this.workspace = workspace;
    this.plainTasks = plainTasks;
  }

  /**
   * Finishes a task with an outcome; the record moves on in the same transaction.
   *
   * @param values fields that the node lets its handler fill in; null for none
   * @return the task as it is then
   * @throws ProblemException not found, also for a task of others; conflict {@code already_done}
   *     saying who did what; invalid for an unknown outcome, a missing reason or a field that is
   *     not offered
   */
  public StoredTask act(
      Caller caller, UUID id, String outcome, @Nullable String comment, @Nullable JsonNode values) {
    for (int attempt = 1; ; attempt++) {
      StoredTask task = require(caller.actor(), id);
      try {
        if (task.instance() == null) {
          plainTasks.finish(task, caller.actor(), outcome, comment);
        } else {
          move(caller, task, outcome, comment, values);
        }
        return tasks.find(id).orElseThrow();
      } catch (ProblemException e) {
        if (e.problem().kind() != ProblemKind.CONFLICT
            || !e.problem().message().code().equals("record.conflict")
            || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private StoredTask require(Actor actor, UUID id) {
    StoredTask task =
        tasks
            .find(id)
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "flow.no_task").exception());
    if (!task.isOpen()) {
      throw alreadyDone(task);
    }
    if (!tasks.isAssigned(actor, id)) {
      tasks
          .find(id)
          .filter(now -> !now.isOpen())
          .ifPresent(now -> {
            throw alreadyDone(now);
          });
      throw Problem.of(ProblemKind.NOT_FOUND, "flow.no_task").exception();
    }
    return task;
  }

  private ProblemException alreadyDone(StoredTask task) {
    if (task.doneBy() == null) {
      return Problem.of(ProblemKind.CONFLICT, "flow.task_paused").exception();
    }
    return Problem.of(
            ProblemKind.CONFLICT,
            "already_done",
            "person",
            people.name(task.doneBy()),
            "outcome",
            Objects.requireNonNullElse(task.outcome(), ""),
            "at",
            Objects.requireNonNull(task.doneAt())
                .atZone(workspace.zone())
                .toLocalDateTime()
                .withNano(0))
        .exception();
  }

  private void move(
      Caller caller,
      StoredTask task,
      String outcomeKey,
      @Nullable String comment,
      @Nullable JsonNode values) {
    FlowInstance instance = instances.find(Objects.requireNonNull(task.instance())).orElseThrow();
    Flow flow = versions.of(caller.blueprint(), instance);
    if (!(flow.nodes().get(task.node()) instanceof FlowNode.Human node)) {
      throw Problem.of(ProblemKind.CONFLICT, "flow.broken", "flow", flow.label()).exception();
    }
    Outcome outcome = node.outcomes().get(outcomeKey);
    check(node, outcome, outcomeKey, comment, values);
    Caller acting =
        new Caller(caller.blueprint(), caller.actor().withOrigin(Origin.FLOW, instance.id()));
    Write write =
        Write.trusted(values, Map.of())
            .alongside(change ->
                step(change, flow, instance, task, Objects.requireNonNull(outcome), comment));
    records.update(acting, instance.form(), instance.recordId(), null, write);
  }

  private void check(
      FlowNode.Human node,
      @Nullable Outcome outcome,
      String outcomeKey,
      @Nullable String comment,
      @Nullable JsonNode values) {
    List<Violation> violations = new ArrayList<>();
    if (outcome == null) {
      violations.add(
          Violation.at(
              "outcome",
              Message.of("flow.no_outcome", "node", node.label(), "outcome", outcomeKey)));
    } else if (outcome.needsComment() && (comment == null || comment.isBlank())) {
      violations.add(
          Violation.at("comment", Message.of("flow.comment_needed", "outcome", outcome.label())));
    }
    Message unfit = comment == null ? null : TextType.COMMENT.fit(comment).refusal();
    if (unfit != null) {
      violations.add(Violation.at("comment", unfit));
    }
    if (values != null && values.isObject()) {
      for (Map.Entry<String, JsonNode> value : values.properties()) {
        if (!node.edit().contains(value.getKey())) {
          violations.add(
              Violation.at(
                  value.getKey(),
                  Message.of("flow.not_editable", "node", node.label(), "field", value.getKey())));
        }
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }

  private Contribution step(
      Change change,
      Flow flow,
      FlowInstance instance,
      StoredTask task,
      Outcome outcome,
      @Nullable String comment) {
    FlowStep step = new FlowStep(tasks, ids);
    step.addGuarded(
        "task",
        tasks.finish(task.id(), change.actor().personId(), change.at(), outcome.key(), comment));
    step.add(tasks.release(task.id()));
    FlowWalk walk =
        new FlowWalk(
            flow,
            change::valuesAfter,
            setting -> FlowStep.set(change, setting),
            change.environment());
    FlowNode node = walk.leave(outcome);
    step.addGuarded(
        "instance", instances.advance(instance, node instanceof FlowNode.End, change.at()));
    step.wait(node, instance.id(), instance.startedBy(), change);
    step.tell(whoWas(task));
    return step;
  }

  private Assignees whoWas(StoredTask task) {
    Set<String> roles = new HashSet<>();
    Set<UUID> persons = new HashSet<>();
    for (String who : tasks.assignees(task.id())) {
      String name = who.substring(who.indexOf(':') + 1);
      if (who.startsWith("role:")) {
        roles.add(name);
      } else {
        persons.add(UUID.fromString(name));
      }
    }
    return new Assignees(roles, persons);
  }

  /** The node a task stands at; empty for a rule's to-do. */
  public Optional<FlowNode.Human> node(Caller caller, StoredTask task) {
    return task.instance() == null
        ? Optional.empty()
        : instances
            .find(task.instance())
            .map(instance -> versions.of(caller.blueprint(), instance).nodes().get(task.node()))
            .filter(FlowNode.Human.class::isInstance)
            .map(FlowNode.Human.class::cast);
  }

  /** Where a record is on its way, for those who may see the record. */
  public FlowStatus status(Caller caller, String form, UUID record) {
    StoredRecord stored = records.get(caller, form, record);
    Optional<FlowInstance> instance = instances.ofRecord(record);
    if (instance.isEmpty()) {
      return FlowStatus.NONE;
    }
    Flow flow = versions.of(caller.blueprint(), instance.get());
    List<StoredTask> all = tasks.ofInstance(instance.get().id());
    List<StoredTask> open = all.stream().filter(task -> task.doneBy() == null).toList();
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    List<FlowNode> next =
        open.isEmpty()
            ? List.of()
            : FlowWalk.predict(
                flow, open.getFirst().node(), records.values(caller, stored), environment);
    return new FlowStatus(
        instance.get().state(),
        flow,
        instance.get().startedAt(),
        instance.get().startedBy(),
        all,
        next,
        instance.get().finishedAt());
  }

  /** Who may do a task, by name: people, and roles with their key. */
  public List<String> assignees(UUID task) {
    return tasks.assignees(task);
  }
}
