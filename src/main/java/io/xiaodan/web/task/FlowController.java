package io.xiaodan.web.task;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.FlowCopy;
import io.xiaodan.flow.FlowWays;
import io.xiaodan.flow.RecordFlows;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordSummaries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Where records are on their way, and what is done to that beside anybody's task. */
@RestController
class FlowController {

  private static final int MOST = 200;

  private final Blueprints blueprints;
  private final RecordFlows flows;
  private final FlowWays ways;
  private final FlowView view;
  private final RecordSummaries summaries;

  FlowController(
      Blueprints blueprints,
      RecordFlows flows,
      FlowWays ways,
      FlowView view,
      RecordSummaries summaries) {
    this.summaries = summaries;
    this.blueprints = blueprints;
    this.flows = flows;
    this.ways = ways;
    this.view = view;
  }

  record Draft(JsonNode values) {}

  record Way(List<Map<String, @Nullable Object>> next) {}

  record Started(List<Map<String, @Nullable Object>> items, @Nullable UUID next) {}

  record Copies(List<Map<String, @Nullable Object>> items, @Nullable Instant next) {}

  record Read(List<UUID> instances) {}

  private Caller caller(Actor actor) {
    return new Caller(blueprints.current(), actor);
  }

  @GetMapping("/api/forms/{form}/records/{id}/flow")
  Map<String, @Nullable Object> flow(
      @PathVariable String form, @PathVariable UUID id, Actor actor) {
    Caller caller = caller(actor);
    return view.of(form, flows.status(caller, form, id), caller);
  }

  /** Starts a flow that people start. */
  @PostMapping("/api/forms/{form}/records/{id}/flow")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> submit(
      @PathVariable String form, @PathVariable UUID id, Actor actor) {
    flows.submit(caller(actor), form, id);
    return flow(form, id, actor);
  }

  @PostMapping("/api/forms/{form}/records/{id}/flow/acts/{act}")
  Map<String, @Nullable Object> act(
      @PathVariable String form,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestBody(required = false) @Nullable Asked body,
      Actor actor) {
    flows.act(
        caller(actor), form, id, Asked.act(act, RecordFlows.WITH_RECORDS), Asked.request(body));
    return flow(form, id, actor);
  }

  /** The way a record would go that is not made yet. */
  @PostMapping("/api/forms/{form}/flow/preview")
  Way preview(@PathVariable String form, @RequestBody Draft draft, Actor actor) {
    JsonNode values = draft.values();
    if (values == null || !values.isObject()) {
      throw Problem.of(ProblemKind.MALFORMED, "malformed").exception();
    }
    return new Way(view.next(ways.preview(caller(actor), form, values), actor.language()));
  }

  /** The instances one has started, newest first; {@code state} is running or finished. */
  @GetMapping("/api/flows/started")
  Started started(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(required = false) @Nullable String form,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String search,
      Actor actor) {
    Caller caller = caller(actor);
    Boolean running = state == null ? null : state.equals("running");
    Sifting.Stretch<FlowWays.Started> found =
        new Sifting(summaries)
            .sift(
                caller,
                search,
                after,
                checked(limit),
                (from, most) -> ways.startedBy(actor, form, running, from, most),
                each -> new Sifting.Subject(each.id(), each.form(), each.recordId(), null));
    return new Started(view.started(caller, found.items()), found.next());
  }

  /** The copies one has got, newest first. */
  @GetMapping("/api/flows/copies")
  Copies copies(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable Instant before,
      @RequestParam(required = false) @Nullable String form,
      @RequestParam(defaultValue = "false") boolean unread,
      Actor actor) {
    List<FlowCopy> found = ways.copies(actor, form, unread, before, checked(limit) + 1);
    boolean more = found.size() > limit;
    List<FlowCopy> shown = more ? found.subList(0, limit) : found;
    return new Copies(view.copies(caller(actor), shown), more ? shown.getLast().at() : null);
  }

  @PostMapping("/api/flows/copies/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@RequestBody Read read, Actor actor) {
    if (read.instances() == null || read.instances().size() > MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", MOST).exception();
    }
    ways.read(actor, read.instances());
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", MOST).exception();
    }
    return limit;
  }
}
