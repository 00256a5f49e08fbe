package io.xiaodan.web.task;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.FlowNode;
import io.xiaodan.flow.FlowStatus;
import io.xiaodan.flow.Flows;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordSummaries;
import io.xiaodan.record.RecordSummary;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.TaskSubject;
import io.xiaodan.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Everybody's to-do list, acting on it, and where a record is on its way. */
@RestController
class TaskController {

  private static final int MOST = 200;

  private final Blueprints blueprints;
  private final Tasks tasks;
  private final Flows flows;
  private final RecordSummaries summaries;
  private final People people;
  private final Roles roles;

  TaskController(
      Blueprints blueprints,
      Tasks tasks,
      Flows flows,
      RecordSummaries summaries,
      People people,
      Roles roles) {
    this.blueprints = blueprints;
    this.tasks = tasks;
    this.flows = flows;
    this.summaries = summaries;
    this.people = people;
    this.roles = roles;
  }

  record Page(List<Map<String, @Nullable Object>> items, @Nullable UUID next) {}

  record Count(long open) {}

  record Act(@Nullable String comment, @Nullable JsonNode values) {}

  @GetMapping("/api/tasks")
  Page list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(required = false) @Nullable String form,
      @RequestParam(required = false) @Nullable UUID record,
      Actor actor) {
    if (limit < 1 || limit > MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", MOST).exception();
    }
    if (!state.equals("open") && !state.equals("done")) {
      throw Problem.of(ProblemKind.MALFORMED, "flow.task_state", "state", state).exception();
    }
    TaskSubject about = new TaskSubject(form, record);
    List<StoredTask> found =
        state.equals("done")
            ? tasks.done(actor, about, after, limit + 1)
            : tasks.open(actor, about, after, limit + 1);
    boolean more = found.size() > limit;
    List<StoredTask> shown = more ? found.subList(0, limit) : found;
    return new Page(
        views(new Caller(blueprints.current(), actor), shown), more ? shown.getLast().id() : null);
  }

  @GetMapping("/api/tasks/count")
  Count count(Actor actor) {
    return new Count(tasks.count(actor));
  }

  @PostMapping("/api/tasks/{id}/outcomes/{outcome}")
  Map<String, @Nullable Object> act(
      @PathVariable UUID id,
      @PathVariable String outcome,
      @RequestBody(required = false) @Nullable Act body,
      Actor actor) {
    Caller caller = new Caller(blueprints.current(), actor);
    StoredTask done =
        flows.act(
            caller,
            id,
            outcome,
            body == null ? null : body.comment(),
            body == null ? null : body.values());
    return views(caller, List.of(done)).getFirst();
  }

  @GetMapping("/api/forms/{form}/records/{id}/flow")
  Map<String, @Nullable Object> flow(
      @PathVariable String form, @PathVariable UUID id, Actor actor) {
    FlowStatus status = flows.status(new Caller(blueprints.current(), actor), form, id);
    Language language = actor.language();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("state", status.state());
    view.put("label", status.flow() == null ? null : status.flow().label().in(language));
    List<Map<String, @Nullable Object>> trail = new ArrayList<>();
    if (status.flow() != null && status.startedBy() != null) {
      trail.add(
          entry(
              status.flow().node(status.flow().start()),
              status.startedAt(),
              status.startedBy(),
              "start",
              null,
              null,
              language));
    }
    List<Map<String, @Nullable Object>> current = new ArrayList<>();
    for (StoredTask task : status.tasks()) {
      FlowNode node = status.flow() == null ? null : status.flow().nodes().get(task.node());
      Optional<FlowNode.Human> human =
          node instanceof FlowNode.Human found ? Optional.of(found) : Optional.empty();
      if (task.doneBy() != null) {
        Map<String, @Nullable Object> entry =
            entry(
                node,
                task.doneAt(),
                task.doneBy(),
                task.outcome(),
                TaskView.outcomeLabel(task, human, language),
                task.comment(),
                language);
        entry.put("since", task.createdAt());
        trail.add(entry);
      } else {
        current.add(waiting(task, node, actor));
      }
    }
    view.put("current", current);
    view.put("trail", trail);
    view.put("next", status.next().stream().map(node -> node(node, language)).toList());
    view.put("finishedAt", status.finishedAt());
    return view;
  }

  private Map<String, @Nullable Object> waiting(
      StoredTask task, @Nullable FlowNode node, Actor actor) {
    Map<String, @Nullable Object> view = node(node, actor.language());
    view.put("task", task.id());
    view.put("since", task.createdAt());
    view.put(
        "assignees",
        flows.assignees(task.id()).stream().map(who -> name(who, actor.language())).toList());
    return view;
  }

  private String name(String who, Language language) {
    String key = who.substring(who.indexOf(':') + 1);
    return who.startsWith("person:")
        ? people.name(UUID.fromString(key))
        : roles.find(key).map(role -> role.label().in(language)).orElse(key);
  }

  private Map<String, @Nullable Object> entry(
      @Nullable FlowNode node,
      java.time.@Nullable Instant at,
      UUID by,
      @Nullable String action,
      @Nullable String actionLabel,
      @Nullable String comment,
      Language language) {
    Map<String, @Nullable Object> view = node(node, language);
    view.put("at", at);
    view.put("person", Map.of("id", by, "title", people.name(by)));
    view.put("action", action);
    view.put("actionLabel", actionLabel);
    view.put("comment", comment);
    return view;
  }

  private static Map<String, @Nullable Object> node(@Nullable FlowNode node, Language language) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("node", node == null ? null : node.key());
    view.put("label", node == null ? null : node.label().in(language));
    return view;
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
                flows.node(caller, task),
                task.recordId() == null ? null : records.get(task.recordId())))
        .toList();
  }
}
