package io.xiaodan.flow;

import io.xiaodan.flow.Seat.As;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Demands;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What people do with their tasks. */
@Component
public class Flows {

  /** What can be done with a task besides its outcomes, if its node offers it. */
  public static final Set<Act> WITH_TASKS =
      java.util.Collections.unmodifiableSet(
          EnumSet.of(
              Act.RETURN,
              Act.TRANSFER,
              Act.DELEGATE,
              Act.ADD_BEFORE,
              Act.ADD_AFTER,
              Act.ADD_PARALLEL,
              Act.REMOVE,
              Act.TERMINATE));

  /** What somebody may do who is asked for an opinion, or to sign before or after. */
  private static final Set<Act> WHILE_HELPING = EnumSet.of(Act.TRANSFER);

  private final FlowInstances instances;
  private final FlowVersions versions;
  private final FlowMoves moves;
  private final FlowChecks checks;
  private final Tasks tasks;
  private final People people;
  private final Roles roles;
  private final Clock clock;
  private final Workspace workspace;
  private final PlainTasks plainTasks;

  Flows(
      FlowInstances instances,
      FlowVersions versions,
      FlowMoves moves,
      FlowChecks checks,
      Tasks tasks,
      People people,
      Roles roles,
      Clock clock,
      Workspace workspace,
      PlainTasks plainTasks) {
    this.instances = instances;
    this.versions = versions;
    this.moves = moves;
    this.checks = checks;
    this.tasks = tasks;
    this.people = people;
    this.roles = roles;
    this.clock = clock;
    this.workspace = workspace;
    this.plainTasks = plainTasks;
  }

  /** A task with where it stands. */
  private record Held(
      StoredTask task, UUID standing, FlowInstance instance, Flow flow, Token token, Seat seat) {}

  /**
   * Finishes a task with an outcome; the record moves on in the same transaction.
   *
   * @return the task as it is then
   * @throws ProblemException not found, also for a task of others; conflict {@code already_done}
   *     saying who did what; invalid for an unknown outcome, a missing reason or a field that is
   *     not offered
   */
  public StoredTask act(Caller caller, UUID id, String outcome, Answer answer) {
    return FlowMoves.again(() -> {
      StoredTask task = require(id);
      UUID standing = standing(caller.actor(), task);
      if (task.instance() == null) {
        UUID behalf = behalf(caller.actor(), standing);
        plainTasks.finish(task, caller.actor(), behalf, outcome, answer.comment());
      } else {
        decide(caller, held(caller, task, standing), outcome, answer);
      }
      return tasks.find(id).orElseThrow();
    });
  }

  private void decide(Caller caller, Held held, String outcome, Answer answer) {
    Operation operation = operation(held, caller, Act.APPROVE).withOutcome(outcome);
    Demands demands = Demands.NONE;
    JsonNode values = answer.values();
    switch (held.token().phase()) {
      case CHOOSING -> {
        if (!outcome.equals(Act.CHOOSE.key())) {
          throw noOutcome(held, outcome);
        }
        List<UUID> chosen = checks.chosen(held.flow(), held.token().node(), answer);
        operation = operation(held, caller, Act.CHOOSE).withOutcome(outcome).withPeople(chosen);
      }
      case RETURNED -> {
        FlowNode.Start start = (FlowNode.Start) held.flow().node(held.flow().start());
        demands = checks.resubmission(caller.actor(), start, answer);
        values = FlowChecks.allowed(start.edit(), values);
        Act act =
            switch (outcome) {
              case "submit" -> Act.RESUBMIT;
              case "cancel" -> Act.CANCEL;
              default -> throw noOutcome(held, outcome);
            };
        operation = operation(held, caller, act).withOutcome(outcome);
      }
      default -> {
        if (!(held.flow().node(held.token().node()) instanceof FlowNode.Human node)) {
          throw broken(held.flow());
        }
        mayDecide(caller.actor(), held, node);
        Form form = caller.blueprint().find(Form.TYPE, held.flow().form()).orElseThrow();
        demands = checks.answer(caller.actor(), form, held.flow(), node, outcome, answer);
        values = FlowChecks.allowed(node.edit(), values);
        boolean forward = node.forward().key().equals(outcome);
        operation =
            operation(held, caller, forward ? Act.APPROVE : Act.REJECT)
                .withOutcome(outcome)
                .withChosen(answer.choose());
      }
    }
    moves.move(
        caller,
        held.instance(),
        held.flow(),
        operation,
        note(caller, held, answer),
        values,
        demands);
  }

  /** Where starters do not decide about their own, they do not as somebody's proxy either. */
  private static void mayDecide(Actor actor, Held held, FlowNode.Human node) {
    boolean own = actor.personId().equals(held.instance().startedBy());
    boolean proxy = !held.standing().equals(actor.personId());
    if (own && proxy && node.asking().own() != Asking.Own.ALLOW) {
      throw Problem.of(ProblemKind.FORBIDDEN, "flow.own", "node", node.label()).exception();
    }
  }

  private Operation operation(Held held, Caller caller, Act act) {
    return Operation.of(
        act, caller.actor().personId(), clock.instant(), held.token().id(), held.seat().id());
  }

  private static Note note(Caller caller, Held held, Answer answer) {
    return new Note(
        behalf(caller.actor(), held.standing()),
        held.token().node(),
        held.task().id(),
        answer.comment(),
        answer.files(),
        answer.signature(),
        Note.Via.of(caller.actor()));
  }

  private static @Nullable UUID behalf(Actor actor, UUID standing) {
    return standing.equals(actor.personId()) ? null : standing;
  }

  private static ProblemException noOutcome(Held held, String outcome) {
    return Problem.invalid(
            List.of(
                Violation.at(
                    "outcome",
                    Message.of(
                        "flow.no_outcome",
                        "node",
                        held.flow().node(held.token().node()).label(),
                        "outcome",
                        outcome))))
        .exception();
  }

  private static ProblemException broken(Flow flow) {
    return Problem.of(ProblemKind.CONFLICT, "flow.broken", "flow", flow.label()).exception();
  }

  /**
   * Does something with a task that is no outcome: sends back, hands on, asks others.
   *
   * @throws ProblemException not found, also for a task of others; forbidden for what the node does
   *     not offer; conflict for what cannot be done as things stand; invalid for people who are not
   *     there
   */
  public void hand(Caller caller, UUID id, Act act, Request request) {
    FlowMoves.again(() -> {
      StoredTask task = require(id);
      UUID standing = standing(caller.actor(), task);
      if (task.instance() == null) {
        throw Problem.of(ProblemKind.FORBIDDEN, "flow.not_offered").exception();
      }
      Held held = held(caller, task, standing);
      if (!offered(held).contains(act)) {
        throw Problem.of(ProblemKind.FORBIDDEN, "flow.not_offered").exception();
      }
      checks.request(caller.actor(), request);
      Operation operation = request(caller, held, act, request);
      Note note =
          new Note(
              behalf(caller.actor(), standing),
              held.token().node(),
              id,
              request.comment(),
              request.files(),
              null,
              Note.Via.of(caller.actor()));
      moves.move(caller, held.instance(), held.flow(), operation, note, null, Demands.NONE);
      return id;
    });
  }

  private Operation request(Caller caller, Held held, Act act, Request request) {
    Operation operation = operation(held, caller, act).withPeople(request.people());
    if (act == Act.RETURN) {
      FlowNode.Human node = (FlowNode.Human) held.flow().node(held.token().node());
      Asking.Back back = node.asking().back();
      String to = Objects.requireNonNullElse(request.node(), back.to().getFirst());
      if (!back.to().contains(to)) {
        throw Problem.of(ProblemKind.CONFLICT, "flow.no_way_back", "node", node.label())
            .exception();
      }
      boolean straight =
          switch (back.then()) {
            case RERUN -> false;
            case BACK -> true;
            case CHOOSE -> Boolean.TRUE.equals(request.back());
          };
      return operation.withNode(to, straight);
    }
    if (act == Act.REMOVE) {
      Seat seat = held.token().seat(request.voice());
      boolean theirs = seat != null && caller.actor().personId().equals(seat.addedBy());
      if (!theirs && !roles.administers(caller.actor())) {
        throw Problem.of(ProblemKind.CONFLICT, "flow.not_removable").exception();
      }
      return Operation.of(
          act, caller.actor().personId(), clock.instant(), held.token().id(), request.voice());
    }
    return operation;
  }

  /** What can be done with a task besides its outcomes, by whoever holds it. */
  private static Set<Act> offered(Held held) {
    if (held.token().phase() != Token.Phase.ASKING
        || !(held.flow().node(held.token().node()) instanceof FlowNode.Human node)) {
      return Set.of();
    }
    Set<Act> offered = EnumSet.noneOf(Act.class);
    offered.addAll(node.asking().offered());
    offered.retainAll(held.seat().top().as() == As.OWNER ? WITH_TASKS : WHILE_HELPING);
    return offered;
  }

  private StoredTask require(UUID id) {
    return tasks
        .find(id)
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "flow.no_task").exception());
  }

  /** As whom somebody acts; tells who has a task no longer open who did what. */
  private UUID standing(Actor actor, StoredTask task) {
    if (!task.isOpen()) {
      throw alreadyDone(task);
    }
    Optional<UUID> standing = tasks.standing(actor, task);
    if (standing.isEmpty()) {
      StoredTask now = require(task.id());
      throw now.isOpen()
          ? Problem.of(ProblemKind.NOT_FOUND, "flow.no_task").exception()
          : alreadyDone(now);
    }
    return standing.get();
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

  private Held held(Caller caller, StoredTask task, UUID standing) {
    FlowInstance instance = instances.find(Objects.requireNonNull(task.instance())).orElseThrow();
    Token token = instance.place().holding(task.id());
    Seat seat = token == null ? null : token.seat(task.id());
    if (token == null || seat == null) {
      StoredTask now = require(task.id());
      throw now.isOpen()
          ? Problem.of(ProblemKind.CONFLICT, "record.conflict").exception()
          : alreadyDone(now);
    }
    return new Held(
        task, standing, instance, versions.of(caller.blueprint(), instance), token, seat);
  }

  /**
   * What a task asks.
   *
   * @param outcomes in the order in which they are offered
   * @param edit fields that may be filled in
   * @param asking how the node asks; null where nobody is counted
   * @param offered what can be done besides
   * @param as {@code owner}, {@code adviser}, {@code before} or {@code after}
   * @param choose nodes ahead whose people are to be chosen with the outcome
   * @param back nodes it can be sent back to as things stand; the start stands for the starter
   */
  public record Work(
      FlowNode node,
      List<Outcome> outcomes,
      Set<String> edit,
      @Nullable Asking asking,
      Set<Act> offered,
      String as,
      List<FlowNode.Human> choose,
      List<FlowNode> back,
      UUID starter,
      Instant startedAt) {}

  /**
   * A task that is somebody's to do, or that has been and they did it.
   *
   * @throws ProblemException not found, also for a task of others; conflict {@code already_done}
   *     for one that somebody else has done
   */
  public StoredTask mine(Actor actor, UUID id) {
    StoredTask task = require(id);
    if (!actor.personId().equals(task.doneBy())) {
      standing(actor, task);
    }
    return task;
  }

  /** What a task asks; empty for a rule's to-do. */
  public Optional<Work> work(Caller caller, StoredTask task) {
    return task.instance() == null
        ? Optional.empty()
        : instances
            .find(task.instance())
            .flatMap(
                instance -> TaskWork.of(versions.of(caller.blueprint(), instance), instance, task));
  }

  /** Who may do a task, by name: people, and roles with their key. */
  public List<String> assignees(UUID task) {
    return tasks.assignees(task);
  }

  /** What can be done with a task besides its outcomes. */
  static Set<Act> offeredFor(FlowInstance instance, Flow flow, StoredTask task) {
    Token token = instance.place().holding(task.id());
    Seat seat = token == null ? null : token.seat(task.id());
    return token == null || seat == null
        ? Set.of()
        : offered(new Held(task, instance.startedBy(), instance, flow, token, seat));
  }
}
