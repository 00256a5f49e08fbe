package io.xiaodan.web.rule;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Language;
import io.xiaodan.record.ReferencedRecord;
import io.xiaodan.record.References;
import io.xiaodan.rule.Reason;
import io.xiaodan.rule.Rule;
import io.xiaodan.rule.RuleRun;
import io.xiaodan.rule.RuleRuns;
import io.xiaodan.rule.RunStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Shows runs with the names of rules, records and people, in one language. */
@Component
class RunViews {

  private final Blueprints blueprints;
  private final References references;
  private final People people;
  private final RuleRuns runs;

  RunViews(Blueprints blueprints, References references, People people, RuleRuns runs) {
    this.runs = runs;
    this.blueprints = blueprints;
    this.references = references;
    this.people = people;
  }

  record Named(UUID id, String title) {}

  record Why(String code, String message) {}

  record StepView(
      String key,
      String action,
      List<String> after,
      String state,
      int attempts,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Long milliseconds,
      @Nullable Why reason,
      @Nullable JsonNode detail) {}

  record RunView(
      UUID id,
      String rule,
      String label,
      long blueprint,
      UUID event,
      String form,
      Named record,
      Named by,
      Instant matchedAt,
      @Nullable Instant finishedAt,
      String state,
      int depth,
      @Nullable Why error,
      List<StepView> steps,
      @Nullable CallerView caller,
      List<CallView> calls,
      @Nullable JsonNode input) {}

  /** The run whose step called; {@code label} is null where that run is no longer kept. */
  record CallerView(UUID run, String step, @Nullable String rule, @Nullable String label) {}

  /** A run that a step called. */
  record CallView(UUID run, String step, String rule, String label, String state) {}

  /** A run among others. */
  RunView view(RuleRun run, Language language) {
    return view(run, language, List.of(), null);
  }

  /** A run with all that is known about it. */
  RunView whole(RuleRun run, Language language) {
    return view(run, language, runs.called(run.id()), runs.input(run.id()).orElse(null));
  }

  private RunView view(
      RuleRun run, Language language, List<RuleRuns.Call> calls, @Nullable JsonNode input) {
    Blueprint blueprint = blueprints.current();
    return new RunView(
        run.id(),
        run.rule(),
        label(blueprint, run.rule(), language),
        run.blueprint(),
        run.event(),
        run.form(),
        new Named(run.recordId(), title(blueprint, run)),
        new Named(run.by(), people.name(run.by())),
        run.matchedAt(),
        run.finishedAt(),
        run.state(),
        run.depth(),
        why(run.error(), language),
        run.steps().stream().map(step -> step(step, language)).toList(),
        caller(blueprint, run, language),
        calls.stream()
            .map(call ->
                new CallView(
                    call.id(),
                    call.step(),
                    call.rule(),
                    label(blueprint, call.rule(), language),
                    call.state()))
            .toList(),
        input);
  }

  private static String label(Blueprint blueprint, String rule, Language language) {
    return blueprint.find(Rule.TYPE, rule).map(found -> found.label().in(language)).orElse(rule);
  }

  private @Nullable CallerView caller(Blueprint blueprint, RuleRun run, Language language) {
    UUID parent = run.parent();
    String step = run.parentStep();
    if (parent == null || step == null) {
      return null;
    }
    String rule = runs.ruleOf(parent).orElse(null);
    return new CallerView(
        parent, step, rule, rule == null ? null : label(blueprint, rule, language));
  }

  private String title(Blueprint blueprint, RuleRun run) {
    Form form = blueprint.find(Form.TYPE, run.form()).orElse(null);
    ReferencedRecord record =
        form == null ? null : references.find(blueprint, form, run.recordId());
    return record == null ? run.recordId().toString().substring(0, 8) : record.title();
  }

  private static StepView step(RunStep step, Language language) {
    Instant from = step.startedAt();
    Instant to = step.finishedAt();
    return new StepView(
        step.key(),
        step.action(),
        step.after(),
        step.state().key(),
        step.attempts(),
        from,
        to,
        from == null || to == null ? null : Duration.between(from, to).toMillis(),
        why(step.reason(), language),
        step.detail());
  }

  private static @Nullable Why why(@Nullable Reason reason, Language language) {
    return reason == null ? null : new Why(reason.code(), reason.text().in(language));
  }
}
