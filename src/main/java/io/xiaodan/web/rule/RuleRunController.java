package io.xiaodan.web.rule;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.rule.RuleRun;
import io.xiaodan.rule.RuleRuns;
import io.xiaodan.rule.RunDesk;
import io.xiaodan.rule.RunFilter;
import io.xiaodan.web.rule.RunViews.RunView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks up what rules have done, and tries failed steps again. */
@RestController
@RequestMapping("/api/rules/runs")
class RuleRunController {

  private static final int MOST = 100;

  private final RuleRuns runs;
  private final RunDesk desk;
  private final RunViews views;
  private final Roles roles;

  RuleRunController(RuleRuns runs, RunDesk desk, RunViews views, Roles roles) {
    this.runs = runs;
    this.desk = desk;
    this.views = views;
    this.roles = roles;
  }

  record Going(int runs) {}

  record Items(List<RunView> items, @Nullable String next) {}

  @GetMapping
  Items list(
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String form,
      @RequestParam(required = false) @Nullable UUID record,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit,
      Actor actor) {
    require(actor);
    int most = Math.clamp(limit, 1, MOST);
    List<RuleRun> found =
        runs.list(new RunFilter(rule, state, form, record, from, until, after), most + 1);
    List<RuleRun> shown = found.subList(0, Math.min(most, found.size()));
    return new Items(
        shown.stream().map(run -> views.view(run, actor.language())).toList(),
        found.size() > most ? shown.getLast().id().toString() : null);
  }

  @GetMapping("/counters")
  RuleRuns.Counters counters(Actor actor) {
    require(actor);
    return runs.counters();
  }

  @GetMapping("/{id}")
  RunView get(@PathVariable UUID id, Actor actor) {
    require(actor);
    return runs.find(id)
        .map(run -> views.whole(run, actor.language()))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "rule.no_run").exception());
  }

  @PostMapping("/{id}/steps/{step}/retry")
  RunView retry(@PathVariable UUID id, @PathVariable String step, Actor actor) {
    require(actor);
    return views.whole(desk.retry(id, step), actor.language());
  }

  /** Tries again whatever failed, of one rule or of all. */
  @PostMapping("/retry")
  Going retryAll(@RequestParam(required = false) @Nullable String rule, Actor actor) {
    require(actor);
    return new Going(desk.retryAll(rule));
  }

  @PostMapping("/{id}/cancel")
  RunView cancel(@PathVariable UUID id, Actor actor) {
    require(actor);
    return views.whole(desk.cancel(id), actor.language());
  }

  @PostMapping("/{id}/again")
  RunView again(@PathVariable UUID id, Actor actor) {
    require(actor);
    return views.whole(desk.again(id, actor.personId()), actor.language());
  }

  private void require(Actor actor) {
    if (!roles.administers(actor)) {
      roles.requireBuilds(actor);
    }
  }
}
