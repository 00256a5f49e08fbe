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
import io.xiaodan.notification.OutgoingMessage;
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
    Decision decision = decide(rule, person, record, before);
    Map<String, @Nullable Object> elsewhere =
        before == null ? elsewhere(rule, decision.values()) : Map.of();
    Refuse refusal = rule.refusal();
    if (!decision.holds() || refusal != null) {
      Message said =
          decision.holds() && refusal != null
              ? refusal.violation(decision.values(), environment()).message()
              : null;
      return new Rehearsal(
          findings, elsewhere, decision.clauses(), decision.holds(), said, List.of());
    }
    List<Rehearsal.Step> steps =
        Objects.requireNonNull(
            whole.execute(status -> {
              status.setRollbackOnly();
              return new Round(rule, person, record, before, 1).play();
            }));
    return new Rehearsal(findings, elsewhere, decision.clauses(), true, null, steps);
  }

  private static Map<String, @Nullable Object> elsewhere(Rule rule, Values values) {
    Map<String, @Nullable Object> elsewhere = new LinkedHashMap<>();
    rule.trigger().elsewhere(values::get).forEach(field -> elsewhere.put(field, values.get(field)));
    return elsewhere;
  }

  /** What the condition of a rule says of a record, on the values it sees. */
  private record Decision(Values values, List<Clause> clauses, boolean holds) {}

  private Decision decide(
      Rule rule, Caller person, StoredRecord record, @Nullable StoredRecord before) {
    Values after = records.valuesNow(person, record);
    Values former = before == null ? null : records.valuesNow(person, before);
    Values values = name -> name.equals("before") ? former : after.get(name);
    Formula when = rule.when();
    return when == null
        ? new Decision(values, List.of(), true)
        : new Decision(
            values, when.clauses(values, environment()), when.test(values, environment()));
  }

  private Environment environment() {
    return Environment.of(clock.instant(), workspace.zone());
  }

  /** One rehearsal of all steps, in the order they would begin. */
  private final class Round {
    private final Rule rule;
    private final Caller person;
    private final StoredRecord record;
    private final @Nullable StoredRecord before;
    private final int depth;
    private final UUID run = ids.next();
    private final Map<String, Rehearsal.Step> played = new LinkedHashMap<>();

    /**
     * @param depth 1, and one more for each rule that called
     */
    Round(Rule rule, Caller person, StoredRecord record, @Nullable StoredRecord before, int depth) {
      this.before = before;
      this.depth = depth;
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
        return unplayed(next, StepState.STOPPED, null);
      }
      if (!before.stream().allMatch(StepState::isPassed)) {
        return unplayed(next, StepState.CANCELLED, null);
      }
      try {
        return Objects.requireNonNull(step.execute(_ -> attempt(next, new Heard())));
      } catch (ProblemException e) {
        return failed(next, Outcome.of(e.problem()).reason());
      } catch (EntryFailed e) {
        return failed(next, e.outcome().reason());
      } catch (FormulaException e) {
        return failed(next, FormulaReader.message(e.errors().getFirst(), ""));
      }
    }

    private Rehearsal.Step attempt(RuleStep next, Heard heard) {
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
      return attempt(next, occasion, heard);
    }

    private Rehearsal.Step attempt(RuleStep next, Occasion occasion, Heard heard) {
      if (next.when() != null && !actions.holds(next.when(), occasion)) {
        return unplayed(next, StepState.SKIPPED, null);
      }
      Outcome outcome =
          actions.rehearse(
              next.action(),
              occasion,
              heard::hear,
              (_, called, form, id) -> call(called, form, id, heard));
      return switch (outcome) {
        case Outcome.Done(Map<String, Object> detail) ->
            result(next, StepState.DONE, null, shown(detail), heard);
        case Outcome.Later(var due) ->
            result(next, StepState.DONE, null, Map.of("until", due), heard);
        case Outcome.Skipped(boolean rest, Message why) ->
            unplayed(next, rest ? StepState.STOPPED : StepState.SKIPPED, why);
        case Outcome.NotSent(Message why) -> result(next, StepState.NOT_SENT, why, Map.of(), heard);
        case Outcome.Failed(boolean _, Message why) ->
            result(next, StepState.FAILED, why, Map.of(), heard);
      };
    }

    /** Plays a rule that is called, on the record as the steps before have left it. */
    private Outcome call(String key, String form, UUID id, Heard heard) {
      Rule called = CalledRules.callable(person.blueprint(), key, form);
      CalledRules.requireNotTooDeep(depth + 1);
      StoredRecord of = records.get(person, form, id);
      Decision decision = decide(called, person, of, null);
      List<Rehearsal.Step> steps =
          decision.holds() ? new Round(called, person, of, null, depth + 1).play() : List.of();
      heard.calls.add(
          new Rehearsal.Call(key, called.label(), id, decision.clauses(), decision.holds(), steps));
      return new Outcome.Done(Map.of("form", form, "id", id));
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
      return unplayed(next, StepState.FAILED, reason);
    }

    private static Rehearsal.Step unplayed(
        RuleStep next, StepState state, @Nullable Message reason) {
      return result(next, state, reason, Map.of(), new Heard());
    }

    private static Rehearsal.Step result(
        RuleStep next,
        StepState state,
        @Nullable Message reason,
        Map<String, Object> detail,
        Heard heard) {
      return new Rehearsal.Step(
          next.key(),
          next.action().name(),
          state.key(),
          reason,
          detail,
          List.copyOf(heard.sent),
          List.copyOf(heard.calls));
    }
  }

  /** What one step would have sent and called. */
  private static final class Heard {
    private final List<Rehearsal.Sent> sent = new ArrayList<>();
    private final List<Rehearsal.Call> calls = new ArrayList<>();

    void hear(OutgoingMessage message) {
      sent.add(
          new Rehearsal.Sent(
              message.channel(), message.recipient(), message.subjectLine(), message.body()));
    }
  }
}
