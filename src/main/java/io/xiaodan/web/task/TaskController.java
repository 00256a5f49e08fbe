package io.xiaodan.web.task;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.Answer;
import io.xiaodan.flow.FlowWays;
import io.xiaodan.flow.Flows;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordSummaries;
import io.xiaodan.record.RecordSummary;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.TaskQuery;
import io.xiaodan.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Everybody's to-do list, and acting on it. */
@RestController
class TaskController {

  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final int MOST_COUNTED = 10_000;

  private final Blueprints blueprints;
  private final Tasks tasks;
  private final Flows flows;
  private final RecordSummaries summaries;
  private final People people;
  private final Messages messages;
  private final FlowWays ways;
  private final TaskQueries queries;

  TaskController(
      Blueprints blueprints,
      Tasks tasks,
      Flows flows,
      RecordSummaries summaries,
      People people,
      Messages messages,
      FlowWays ways,
      TaskQueries queries) {
    this.blueprints = blueprints;
    this.tasks = tasks;
    this.flows = flows;
    this.summaries = summaries;
    this.people = people;
    this.messages = messages;
    this.ways = ways;
    this.queries = queries;
  }

  record Page(List<Map<String, @Nullable Object>> items, @Nullable UUID next) {}

  /**
   * How much waits.
   *
   * @param most counted up to here, and no further
   */
  record Count(long open, int most, long copies) {}

  /**
   * What is sent with an outcome; what is absent is empty.
   *
   * @param choose ids of people by key of a node ahead
   */
  record Given(
      @Nullable String comment,
      @Nullable JsonNode values,
      @Nullable Map<String, List<UUID>> choose,
      @Nullable List<UUID> files,
      @Nullable UUID signature) {

    static Answer answer(@Nullable Given given) {
      return given == null
          ? Answer.of(null, null)
          : new Answer(
              given.comment(),
              given.values(),
              given.choose() == null ? Map.of() : given.choose(),
              given.files() == null ? List.of() : given.files(),
              given.signature());
    }
  }

  /** The same outcome for several tasks. */
  record Many(List<UUID> tasks, @Nullable String comment) {}

  /** What became of one of several. */
  record Result(UUID task, boolean done, @Nullable String code, @Nullable String message) {}

  record Results(List<Result> items) {}

  /**
   * Which tasks, as the address says.
   *
   * @param due {@code overdue}, {@code today} or {@code week}
   * @param priority {@code high} (and urgent) or {@code urgent}
   */
  record Wanted(
      @Nullable String state,
      @Nullable Integer limit,
      @Nullable UUID after,
      @Nullable String form,
      @Nullable UUID record,
      @Nullable String kind,
      @Nullable String due,
      @Nullable String priority,
      @Nullable String sort,
      @Nullable String search) {}

  @GetMapping("/api/tasks")
  Page list(Wanted wanted, Actor actor) {
    int limit = wanted.limit() == null ? USUAL : wanted.limit();
    if (limit < 1 || limit > MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", MOST).exception();
    }
    String state = wanted.state() == null ? "open" : wanted.state();
    if (!state.equals("open") && !state.equals("done")) {
      throw Problem.of(ProblemKind.MALFORMED, "flow.task_state", "state", state).exception();
    }
    Caller caller = new Caller(blueprints.current(), actor);
    TaskQuery query = queries.of(wanted);
    Sifting.Stretch<StoredTask> found =
        new Sifting(summaries)
            .sift(
                caller,
                wanted.search(),
                wanted.after(),
                limit,
                (after, most) ->
                    state.equals("done")
                        ? tasks.done(actor, query, after, most)
                        : tasks.open(actor, query, after, most),
                task -> new Sifting.Subject(task.id(), task.form(), task.recordId(), task.title()));
    return new Page(views(caller, found.items()), found.next());
  }

  @GetMapping("/api/tasks/count")
  Count count(Actor actor) {
    return new Count(
        tasks.count(actor, MOST_COUNTED), MOST_COUNTED, ways.unread(actor, MOST_COUNTED));
  }

  /** One's own task, or one that has been done. */
  @GetMapping("/api/tasks/{id}")
  Map<String, @Nullable Object> one(@PathVariable UUID id, Actor actor) {
    Caller caller = new Caller(blueprints.current(), actor);
    return views(caller, List.of(flows.mine(actor, id))).getFirst();
  }

  @PostMapping("/api/tasks/{id}/outcomes/{outcome}")
  Map<String, @Nullable Object> act(
      @PathVariable UUID id,
      @PathVariable String outcome,
      @RequestBody(required = false) @Nullable Given body,
      Actor actor) {
    Caller caller = new Caller(blueprints.current(), actor);
    StoredTask done = flows.act(caller, id, outcome, Given.answer(body));
    return views(caller, List.of(done)).getFirst();
  }

  /** Several at once; each for itself, so that one refusal keeps none of the others. */
  @PostMapping("/api/tasks/outcomes/{outcome}")
  Results actOnMany(@PathVariable String outcome, @RequestBody Many many, Actor actor) {
    if (many.tasks() == null || many.tasks().size() > MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", MOST).exception();
    }
    Caller caller = new Caller(blueprints.current(), actor);
    List<Result> results = new ArrayList<>();
    for (UUID task : many.tasks()) {
      try {
        flows.act(caller, task, outcome, Answer.of(many.comment(), null));
        results.add(new Result(task, true, null, null));
      } catch (ProblemException e) {
        Message reason =
            e.problem().violations().isEmpty()
                ? e.problem().message()
                : e.problem().violations().getFirst().message();
        results.add(
            new Result(task, false, reason.code(), messages.text(reason, actor.language())));
      }
    }
    return new Results(results);
  }

  @PostMapping("/api/tasks/{id}/acts/{act}")
  Map<String, @Nullable Object> hand(
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestBody(required = false) @Nullable Asked body,
      Actor actor) {
    Caller caller = new Caller(blueprints.current(), actor);
    flows.hand(caller, id, Asked.act(act, Flows.WITH_TASKS), Asked.request(body));
    return views(caller, List.of(tasks.find(id).orElseThrow())).getFirst();
  }

  private List<Map<String, @Nullable Object>> views(Caller caller, List<StoredTask> shown) {
    Map<UUID, RecordSummary> records = new LinkedHashMap<>();
    shown.stream()
        .filter(task -> task.form() != null && task.recordId() != null)
        .collect(Collectors.groupingBy(task -> Objects.requireNonNull(task.form())))
        .forEach((form, of) ->
            records.putAll(
                summaries.of(
                    caller,
                    form,
                    of.stream().map(task -> Objects.requireNonNull(task.recordId())).toList())));
    TaskView view = new TaskView(caller, people);
    return shown.stream()
        .map(task ->
            view.of(
                task,
                flows.work(caller, task),
                task.recordId() == null ? null : records.get(task.recordId())))
        .toList();
  }
}
