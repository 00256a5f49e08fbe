package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Demands;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The flow of a record: where it is, and what is done to it beside anybody's task. */
@Component
public class RecordFlows {

  /** What only administrators do. */
  private static final Set<Act> ADMINISTRATIVE =
      EnumSet.of(Act.TERMINATE, Act.JUMP, Act.REASSIGN, Act.MIGRATE);

  /** What can be done to an instance beside a task. */
  public static final Set<Act> WITH_RECORDS =
      java.util.Collections.unmodifiableSet(
          EnumSet.of(
              Act.WITHDRAW,
              Act.TAKE_BACK,
              Act.URGE,
              Act.COMMENT,
              Act.CC,
              Act.TERMINATE,
              Act.JUMP,
              Act.REASSIGN,
              Act.MIGRATE));

  /** So many ways of a record are told besides the latest. */
  private static final int MOST_EARLIER = 20;

  private final FlowInstances instances;
  private final FlowVersions versions;
  private final FlowMoves moves;
  private final Submitting submitting;
  private final FlowMigration migration;
  private final FlowChecks checks;
  private final FlowTrail trail;
  private final Tasks tasks;
  private final Records records;
  private final People people;
  private final Roles roles;
  private final Clock clock;

  RecordFlows(
      FlowInstances instances,
      FlowVersions versions,
      FlowMoves moves,
      Submitting submitting,
      FlowMigration migration,
      FlowChecks checks,
      FlowTrail trail,
      Tasks tasks,
      Records records,
      People people,
      Roles roles,
      Clock clock) {
    this.instances = instances;
    this.versions = versions;
    this.moves = moves;
    this.submitting = submitting;
    this.migration = migration;
    this.checks = checks;
    this.trail = trail;
    this.tasks = tasks;
    this.records = records;
    this.people = people;
    this.roles = roles;
    this.clock = clock;
  }

  /**
   * Submits a record to a flow that people start.
   *
   * @throws ProblemException not found; conflict when it is in a flow already or no flow takes it
   */
  public void submit(Caller caller, String form, UUID record) {
    submitting.submit(caller, form, record);
  }

  /** Whether a flow that people start would take the record. */
  public boolean takes(Caller caller, String form, UUID record) {
    return submitting.takes(caller, form, records.get(caller, form, record));
  }

  /**
   * Does something to the instance of a record.
   *
   * @throws ProblemException not found, also for a record one may not see; forbidden for what is
   *     not one's to do; conflict for what cannot be done as things stand; invalid for people who
   *     are not there
   */
  public void act(Caller caller, String form, UUID record, Act act, Request request) {
    records.get(caller, form, record);
    FlowMoves.again(() -> {
      FlowInstance instance =
          instances
              .ofRecord(record)
              .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "flow.none").exception());
      Flow flow = versions.of(caller.blueprint(), instance);
      if (!may(caller.actor(), instance, flow).contains(act)) {
        throw Problem.of(ProblemKind.FORBIDDEN, "flow.not_yours").exception();
      }
      checks.request(caller.actor(), request);
      if (act == Act.COMMENT) {
        mentions(caller, form, record, request.people());
      }
      if (act == Act.MIGRATE) {
        migration.migrate(caller, instance, flow, request.comment());
      } else {
        moves.move(
            caller,
            instance,
            flow,
            operation(caller, instance, act, request),
            note(instance, request),
            null,
            Demands.NONE);
      }
      return instance;
    });
  }

  private Operation operation(Caller caller, FlowInstance instance, Act act, Request request) {
    int token = request.token();
    if (act == Act.REASSIGN) {
      token =
          instance.place().tokens().stream()
              .filter(each -> each.seat(request.voice()) != null)
              .map(Token::id)
              .findFirst()
              .orElse(0);
    }
    if (act == Act.JUMP && request.node() == null) {
      throw Problem.invalid(List.of(Violation.at("node", Message.of("flow.no_node", "node", ""))))
          .exception();
    }
    return Operation.of(act, caller.actor().personId(), clock.instant(), token, request.voice())
        .withPeople(request.people())
        .withNode(request.node(), false);
  }

  private static Note note(FlowInstance instance, Request request) {
    String node =
        instance.place().tokens().stream()
            .filter(token -> request.token() == token.id() || request.token() == 0)
            .map(Token::node)
            .findFirst()
            .orElse(null);
    return new Note(null, node, null, request.comment(), request.files(), null, null);
  }

  /** Who is named in a comment must be able to see what it is about. */
  private void mentions(Caller caller, String form, UUID record, List<UUID> named) {
    for (UUID id : named) {
      boolean sees =
          people
              .find(id)
              .map(person ->
                  new Actor(
                      id,
                      person.name(),
                      person.roles(),
                      caller.actor().language(),
                      Origin.USER,
                      null))
              .filter(actor -> sees(new Caller(caller.blueprint(), actor), form, record))
              .isPresent();
      if (!sees) {
        throw Problem.invalid(
                List.of(
                    Violation.at(
                        "people", Message.of("flow.may_not_see", "person", people.name(id)))))
            .exception();
      }
    }
  }

  private boolean sees(Caller caller, String form, UUID record) {
    try {
      records.get(caller, form, record);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private Set<Act> may(Actor actor, FlowInstance instance, Flow flow) {
    Set<Act> may = EnumSet.of(Act.COMMENT);
    boolean administers = roles.administers(actor);
    boolean starter = actor.personId().equals(instance.startedBy());
    List<StoredTask> all = tasks.ofInstance(instance.id());
    boolean tookPart =
        starter
            || all.stream()
                .anyMatch(task ->
                    actor.personId().equals(task.doneBy())
                        || task.isOpen() && tasks.standing(actor, task).isPresent());
    if (tookPart || administers) {
      may.add(Act.CC);
    }
    if (!instance.isRunning()) {
      return may;
    }
    if (tookPart || administers) {
      may.add(Act.URGE);
    }
    if (administers) {
      may.addAll(ADMINISTRATIVE);
    }
    if (starter && flow.withdrawal().until() != Flow.Until.NEVER) {
      may.add(Act.WITHDRAW);
    }
    boolean takesBack =
        all.stream()
            .filter(task -> task.isDone() && actor.personId().equals(task.doneBy()))
            .max(Comparator.comparing(task -> Objects.requireNonNull(task.doneAt())))
            .map(task -> flow.nodes().get(task.node()))
            .filter(FlowNode.Human.class::isInstance)
            .map(node -> ((FlowNode.Human) node).asking().offered().contains(Act.TAKE_BACK))
            .orElse(false);
    if (takesBack) {
      may.add(Act.TAKE_BACK);
    }
    return may;
  }

  /** Where a record is on its way, for those who may see the record. */
  public FlowStatus status(Caller caller, String form, UUID record) {
    StoredRecord stored = records.get(caller, form, record);
    List<FlowInstance> every = instances.allOfRecord(record, MOST_EARLIER + 1);
    if (every.isEmpty()) {
      return FlowStatus.none(submitting.takes(caller, form, stored));
    }
    FlowInstance instance = every.getFirst();
    Flow flow = versions.of(caller.blueprint(), instance);
    List<FlowStatus.Earlier> earlier =
        every.stream().skip(1).map(each -> earlier(caller, each)).toList();
    List<StoredTask> all = tasks.ofInstance(instance.id());
    return new FlowStatus(
        instance.state(),
        flow,
        instance.startedAt(),
        instance.startedBy(),
        instance.finishedAt(),
        instance.result(),
        places(instance, all),
        trail(instance, all),
        instance.isRunning() ? ahead(caller, flow, instance, stored) : List.of(),
        may(caller.actor(), instance, flow),
        instance.raised(),
        earlier,
        !instance.isRunning() && submitting.takes(caller, form, stored));
  }

  private FlowStatus.Earlier earlier(Caller caller, FlowInstance instance) {
    return new FlowStatus.Earlier(
        versions.of(caller.blueprint(), instance),
        instance.startedAt(),
        instance.startedBy(),
        instance.finishedAt(),
        instance.result(),
        instance.raised(),
        trail(instance, tasks.ofInstance(instance.id())));
  }

  private static List<FlowStatus.Place> places(FlowInstance instance, List<StoredTask> all) {
    Map<UUID, StoredTask> byId = new HashMap<>();
    all.forEach(task -> byId.put(task.id(), task));
    List<FlowStatus.Place> places = new ArrayList<>();
    for (Token token : instance.place().tokens()) {
      if (token.seats().isEmpty() && token.phase() != Token.Phase.JOINING) {
        places.add(new FlowStatus.Place(token.node(), token.id(), 0, null, null, token.due()));
      }
      for (Seat seat : token.seats()) {
        UUID id = seat.isOpen() ? seat.top().task() : null;
        if (id != null) {
          places.add(
              new FlowStatus.Place(
                  token.node(), token.id(), seat.id(), byId.get(id), seat.addedBy(), null));
        }
      }
    }
    return places;
  }

  /** Events; for an instance from before there were any, its finished tasks. */
  private List<FlowStatus.Done> trail(FlowInstance instance, List<StoredTask> all) {
    Map<UUID, StoredTask> byId = new HashMap<>();
    all.forEach(task -> byId.put(task.id(), task));
    List<FlowStatus.Done> done = new ArrayList<>();
    Set<UUID> told = new HashSet<>();
    Set<Instant> moments = new HashSet<>();
    for (FlowEvent event : trail.of(instance.id())) {
      StoredTask task = event.task() == null ? null : byId.get(event.task());
      done.add(new FlowStatus.Done(event, task == null ? null : task.createdAt()));
      moments.add(event.at());
      if (event.task() != null) {
        told.add(event.task());
      }
    }
    for (StoredTask task : all) {
      boolean known = told.contains(task.id()) || moments.contains(task.doneAt());
      if (task.isDone() && task.doneBy() != null && !known) {
        done.add(new FlowStatus.Done(FlowEvent.of(instance, task), task.createdAt()));
      }
    }
    done.sort(Comparator.comparing(each -> each.event().at()));
    return done;
  }

  private List<FlowStatus.Next> ahead(
      Caller caller, Flow flow, FlowInstance instance, StoredRecord stored) {
    Environment environment = moves.environment();
    Facts facts =
        moves.imagined(
            flow, instance.startedBy(), instance.raised(), records.values(caller, stored));
    try {
      return shown(
          new Prediction(flow, instance.startedBy(), facts, environment.now())
              .from(instance.place()));
    } catch (ProblemException e) {
      return List.of();
    }
  }

  static List<FlowStatus.Next> shown(List<Prediction.Ahead> ahead) {
    return ahead.stream()
        .map(each -> new FlowStatus.Next(each.node(), each.people(), each.roles()))
        .toList();
  }
}
