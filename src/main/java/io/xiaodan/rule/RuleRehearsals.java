package io.xiaodan.rule;

import io.xiaodan.action.Actions;
import io.xiaodan.action.EntryFailed;
import io.xiaodan.action.Occasion;
import io.xiaodan.action.Outcome;
import io.xiaodan.action.Refuse;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.expression.Clause;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordPast;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Tries rules on a record: everything is done as it would be, within a transaction that is then
 * taken back, and messages are caught before they go out. Numbers that are drawn fast may be
 * skipped by it, as by any save that is taken back.
 */
@Component
public class RuleRehearsals {

  private final Blueprints blueprints;
  private final Records records;
  private final Actions actions;
  private final ManyRecords many;
  private final RecordPast past;
  private final Workspace workspace;
  private final Ids ids;
  private final Clock clock;
  private final TransactionTemplate whole;
  private final TransactionTemplate step;

  RuleRehearsals(
      Blueprints blueprints,
      Records records,
      Actions actions,
      ManyRecords many,
      RecordPast past,
      Workspace workspace,
      Ids ids,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.blueprints = blueprints;
    this.records = records;
    this.actions = actions;
    this.many = many;
    this.past = past;
    this.workspace = workspace;
    this.ids = ids;
    this.clock = clock;
    this.whole = new TransactionTemplate(transactions);
    this.step = new TransactionTemplate(transactions);
    this.step.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /**
   * Tries a rule on a record the person sees. {@code before.} is empty, as for a new record.
   *
   * @param key of the rule
   * @param document the rule as it is being written
   * @param event a change of the record after which it is looked at; null for the record as it is
   * @throws ProblemException not found for a record the person does not see, or a change it has not
   *     had
   */
  public Rehearsal rehearse(
      Actor actor, String key, JsonNode document, UUID record, @Nullable UUID event) {
    ArtifactId id = new ArtifactId("rule", key);
    Blueprints.Preview preview = blueprints.preview(Map.of(id, document));
    List<Finding> findings =
        preview.findings().stream().filter(finding -> finding.artifact().equals(id)).toList();
    Rule rule = preview.blueprint().find(Rule.TYPE, key).orElse(null);
    if (rule == null || findings.stream().anyMatch(RuleRehearsals::isError)) {
      return Rehearsal.broken(findings);
    }
    Caller person = new Caller(preview.blueprint(), actor);
    StoredRecord now = records.get(person, rule.form().key(), record);
    if (event == null) {
      return rehearse(findings, rule, person, now, null);
    }
    RecordPast.Past then =
        past.changes(rule.form(), now, Set.of(event)).stream()
            .findFirst()
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
    return rehearse(findings, rule, person, then.after(), then.before());
  }

  private static boolean isError(Finding finding) {
    return finding.severity() == Severity.ERROR;
  }

  private Rehearsal rehearse(
      List<Finding> findings,
      Rule rule,
      Caller person,
      StoredRecord record,
      @Nullable StoredRecord before) {
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    Values after = records.valuesNow(person, record);
    Values former = before == null ? null : records.valuesNow(person, before);
    Values values = name -> name.equals("before") ? former : after.get(name);
    Formula when = rule.when();
    List<Clause> clauses = when == null ? List.of() : when.clauses(values, environment);
    boolean holds = when == null || when.test(values, environment);
    Refuse refusal = rule.refusal();
    if (!holds || refusal != null) {
      Message said =
          holds && refusal != null ? refusal.violation(values, environment).message() : null;
      return new Rehearsal(findings, clauses, holds, said, List.of());
    }
    List<Rehearsal.Step> steps =
        Objects.requireNonNull(
            whole.execute(status -> {
              status.setRollbackOnly();
              return new Round(rule, person, record, before).play();
            }));
    return new Rehearsal(findings, clauses, true, null, steps);
  }

  /** One rehearsal of all steps, in the order they would begin. */
  private final class Round {
    private final Rule rule;
    private final Caller person;
    private final StoredRecord record;
    private final @Nullable StoredRecord before;
    private final UUID run = ids.next();
    private final Map<String, Rehearsal.Step> played = new LinkedHashMap<>();

    Round(Rule rule, Caller person, StoredRecord record, @Nullable StoredRecord before) {
      this.before = before;
      this.rule = rule;
      this.person = person;
      this.record = record;
    }

    List<Rehearsal.Step> play() {
      List<RuleStep> open = new ArrayList<>(rule.steps());
      while (!open.isEmpty()) {
        RuleStep next =
            open.stream()
                .filter(step -> played.keySet().containsAll(step.after()))
                .findFirst()
                .orElseThrow();
        open.remove(next);
        played.put(next.key(), play(next));
      }
      return List.copyOf(played.values());
    }

    private Rehearsal.Step play(RuleStep next) {
      List<StepState> before =
          next.after().stream()
              .map(key -> StepState.of(Objects.requireNonNull(played.get(key)).state()))
              .toList();
      if (before.contains(StepState.STOPPED)) {
        return result(next, StepState.STOPPED, null, Map.of(), List.of());
      }
      if (!before.stream().allMatch(StepState::isPassed)) {
        return result(next, StepState.CANCELLED, null, Map.of(), List.of());
      }
      List<Rehearsal.Sent> sent = new ArrayList<>();
      try {
        return Objects.requireNonNull(step.execute(_ -> attempt(next, sent)));
      } catch (ProblemException e) {
        return failed(next, Outcome.of(e.problem()).reason());
      } catch (EntryFailed e) {
        return failed(next, e.outcome().reason());
      } catch (FormulaException e) {
        return failed(next, FormulaReader.message(e.errors().getFirst(), ""));
      }
    }

    private Rehearsal.Step attempt(RuleStep next, List<Rehearsal.Sent> sent) {
      Occasion occasion =
          new Occasion(
              person.blueprint(),
              Actor.system(Origin.RULE, run),
              run,
              next.key(),
              "rehearsal:" + run + ":" + next.key(),
              rule.form(),
              record,
              before,
              person.actor().personId());
      if (rule.isTogether()) {
        occasion = occasion.about(() -> many.of(person.blueprint(), rule));
      }
      return attempt(next, occasion, sent);
    }

    private Rehearsal.Step attempt(RuleStep next, Occasion occasion, List<Rehearsal.Sent> sent) {
      if (next.when() != null && !actions.holds(next.when(), occasion)) {
        return result(next, StepState.SKIPPED, null, Map.of(), sent);
      }
      Outcome outcome =
          actions.rehearse(
              next.action(),
              occasion,
              message ->
                  sent.add(
                      new Rehearsal.Sent(
                          message.channel(),
                          message.recipient(),
                          message.subjectLine(),
                          message.body())));
      return switch (outcome) {
        case Outcome.Done(Map<String, Object> detail) ->
            result(next, StepState.DONE, null, shown(detail), sent);
        case Outcome.Later(var due) ->
            result(next, StepState.DONE, null, Map.of("until", due), sent);
        case Outcome.Skipped(boolean rest) ->
            result(next, rest ? StepState.STOPPED : StepState.SKIPPED, null, Map.of(), sent);
        case Outcome.NotSent(Message why) -> result(next, StepState.NOT_SENT, why, Map.of(), sent);
        case Outcome.Failed(boolean _, Message why) ->
            result(next, StepState.FAILED, why, Map.of(), sent);
      };
    }

    /** A record that was written is shown as far as the person would see it. */
    private Map<String, Object> shown(Map<String, Object> detail) {
      if (!(detail.get("form") instanceof String form && detail.get("id") instanceof UUID id)) {
        return detail;
      }
      Map<String, Object> more = new LinkedHashMap<>(detail);
      try {
        more.put("record", records.json(person, records.get(person, form, id)));
      } catch (ProblemException e) {
        more.remove("id");
      }
      return more;
    }

    private Rehearsal.Step failed(RuleStep next, Message reason) {
      return result(next, StepState.FAILED, reason, Map.of(), List.of());
    }

    private static Rehearsal.Step result(
        RuleStep next,
        StepState state,
        @Nullable Message reason,
        Map<String, Object> detail,
        List<Rehearsal.Sent> sent) {
      return new Rehearsal.Step(
          next.key(), next.action().name(), state.key(), reason, detail, List.copyOf(sent));
    }
  }
}
