package io.xiaodan.record;

import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.Environment;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Decision;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The pipeline of a change: read, fill, check, ask the participants, write once. */
@Component
class RecordWriting {

  private final References references;
  private final UniqueValues uniqueValues;
  private final AutoNumbers autoNumbers;
  private final RecordViews views;
  private final Ids ids;
  private final Workspace workspace;
  private final FanOut fanOut;
  private final RecordCommits commits;
  private final BestRecords best;
  private final ObjectProvider<Participant> provider;
  private volatile @Nullable List<Participant> participants;

  RecordWriting(
      References references,
      UniqueValues uniqueValues,
      AutoNumbers autoNumbers,
      RecordViews views,
      Ids ids,
      Workspace workspace,
      FanOut fanOut,
      RecordCommits commits,
      BestRecords best,
      ObjectProvider<Participant> participants) {
    this.fanOut = fanOut;
    this.commits = commits;
    this.best = best;
    this.references = references;
    this.uniqueValues = uniqueValues;
    this.autoNumbers = autoNumbers;
    this.views = views;
    this.ids = ids;
    this.workspace = workspace;
    this.provider = participants;
  }

  StoredRecord write(Records.Task task, Write write) {
    Decided decided = decide(task, write);
    commits.commit(decided);
    return stored(decided.change());
  }

  /** A change that has passed everything that can be known in memory. */
  record Decided(Change change, List<Contribution> contributions) {}

  /** What a write will do; nothing is written yet. */
  Decided decide(Records.Task task, Write write) {
    Environment environment = environment(task, write);
    RecordValues values = new RecordValues(task.caller().blueprint(), references);
    Filling filling = filling(task.caller(), values, environment);
    Draft draft = task.draft();
    boolean filled = task.kind() == ChangeKind.CREATED || task.kind() == ChangeKind.UPDATED;
    if (filled) {
      prepare(task, write, environment, values, filling);
    }
    Change change =
        new Change(
            task.caller().blueprint(),
            task.kind(),
            task.caller().actor(),
            environment,
            ids.next(),
            draft,
            values,
            filling);
    write.set().forEach(change::set);
    List<Contribution> contributions = consider(write, change);
    refuse(filling.violations());
    if (filled && change.isAmended()) {
      List<Violation> violations = new ArrayList<>();
      rules(task, write, checks(task.caller(), values, environment, violations), values);
      refuse(violations);
    }
    return new Decided(change, withFanOut(change, contributions));
  }

  private List<Contribution> withFanOut(Change change, List<Contribution> contributions) {
    Contribution recomputing = fanOut.of(change);
    if (recomputing == null) {
      return contributions;
    }
    List<Contribution> all = new ArrayList<>(contributions);
    all.add(recomputing);
    return all;
  }

  /**
   * Computes the formulas of a stored record again, and writes it where a value comes out
   * otherwise. Validations are not asked: the values follow from what is stored already. Records in
   * the recycle bin change without flows and rules.
   *
   * @param values follows references to what is stored now
   * @throws io.xiaodan.kernel.ProblemException invalid where a formula fails
   */
  void recompute(Caller caller, FormAccess rights, StoredRecord before, RecordValues values) {
    Environment environment = views.environment();
    Filling filling = filling(caller, values, environment);
    Draft draft = new Draft(rights.form(), before);
    filling.compute(draft);
    refuse(filling.violations());
    boolean same =
        draft.form.fields().keySet().stream().noneMatch(draft::changed)
            && draft.form.lines().keySet().stream().noneMatch(draft::linesChanged);
    if (same) {
      return;
    }
    Write write = Write.trusted(null, Map.of());
    Change change =
        new Change(
            caller.blueprint(),
            ChangeKind.UPDATED,
            caller.actor(),
            environment,
            ids.next(),
            draft,
            values,
            filling);
    List<Contribution> contributions =
        consider(before.deletedAt() == null ? write : write.withoutParticipants(), change);
    commits.commit(new Decided(change, withFanOut(change, contributions)));
  }

  private Filling filling(Caller caller, RecordValues values, Environment environment) {
    return new Filling(values, environment, caller.actor().personId(), best.in(caller.blueprint()));
  }

  private Environment environment(Records.Task task, Write write) {
    return write.at() == null || task.caller().actor().origin() != Origin.IMPORT
        ? views.environment()
        : Environment.of(write.at(), workspace.zone());
  }

  /** Asked for on first use, since a participant may itself need the door; then kept. */
  private List<Participant> participants() {
    List<Participant> known = participants;
    if (known == null) {
      known = provider.stream().sorted(Comparator.comparingInt(Participant::order)).toList();
      participants = known;
    }
    return known;
  }

  private List<Contribution> consider(Write write, Change change) {
    List<Participant> asked = new ArrayList<>(write.alongside());
    for (Participant participant : participants()) {
      if (write.participants() || participant.seesEveryWrite()) {
        asked.add(participant);
      }
    }
    List<Contribution> contributions = new ArrayList<>();
    for (Participant participant : asked) {
      Contribution contribution = participant.consider(change);
      if (contribution != null) {
        contributions.add(contribution);
      }
    }
    return contributions;
  }

  private void prepare(
      Records.Task task,
      Write write,
      Environment environment,
      RecordValues values,
      Filling filling) {
    Draft draft = task.draft();
    List<Violation> violations = new ArrayList<>(write.demands().broken());
    if (write.values() != null) {
      new InputReader(
              draft,
              ids,
              (field, edit) -> mayWrite(task, write, field, edit),
              !isFree(task, write),
              (field, type, key, value) -> byUniqueValue(task.caller(), field, type, key, value),
              violations)
          .read(write.values());
    }
    Checks checks = checks(task.caller(), values, environment, violations);
    checks.references(draft);
    checks.people(draft, views::isPerson);
    checks.departments(draft, views::isDepartment);
    checks.files(draft, file -> views.mayRead(task.caller(), file));
    checks.fileTypes(draft, views::fileTypes);
    if (task.kind() == ChangeKind.CREATED) {
      autoNumbers.fill(draft, environment);
    }
    filling.fill(draft);
    violations.addAll(filling.violations());
    filling.violations().clear();
    if (!isFree(task, write)) {
      checks.readOnly(
          draft,
          draft.before == null
              ? values.of(draft, task.caller().actor().personId(), environment.now())
              : values.of(draft.form, draft.before));
    }
    rules(task, write, checks, values);
    write
        .demands()
        .needed()
        .forEach((key, message) -> {
          if (draft.isEmpty(key)) {
            violations.add(Violation.at(key, message));
          }
        });
    refuse(violations);
  }

  private Checks checks(
      Caller caller, RecordValues values, Environment environment, List<Violation> violations) {
    return new Checks(
        caller.blueprint(),
        references,
        values,
        environment,
        (form, record) -> views.mayRefer(caller, form, record),
        violations);
  }

  /**
   * Presence and validations. What a flow or a rule writes is not refused for what was wrong before
   * it: whoever decides about an order cannot mend a field that became required meanwhile.
   */
  private static void rules(Records.Task task, Write write, Checks checks, RecordValues values) {
    Draft draft = task.draft();
    UUID actor = task.caller().actor().personId();
    StoredRecord before = write.trusted() ? draft.before : null;
    if (before == null) {
      checks.rules(draft, values.of(draft, actor, checks.now()));
    } else {
      checks.newRules(draft, values, before);
    }
  }

  private static boolean mayWrite(Records.Task task, Write write, String key, boolean edit) {
    FormField field = task.draft().form.fields().get(key);
    if (edit && field != null && field.type() instanceof AutoNumberType) {
      return task.caller().actor().origin() == Origin.IMPORT && task.kind() == ChangeKind.CREATED;
    }
    boolean fixed = field != null && field.rules().readOnly().equals(Decision.YES);
    return !(edit && fixed && !isFree(task, write)) && task.mayWrite().test(key, edit);
  }

  /** Whether read-only fields may be written: by flows, rules and imports. */
  private static boolean isFree(Records.Task task, Write write) {
    return write.trusted() || task.caller().actor().origin() == Origin.IMPORT;
  }

  /** A record that the person may not see is answered like one that is not there. */
  private Coerced byUniqueValue(
      Caller caller, FormField field, ReferenceType type, String key, JsonNode value) {
    Form form = caller.blueprint().find(Form.TYPE, type.form()).orElseThrow();
    boolean limited = !caller.isFree();
    if (limited && !views.rights(caller, form).seesFieldAlways(key)) {
      return Coerced.refused("record.by_field", "field", key, "label", field.label());
    }
    Coerced found = uniqueValues.find(caller.blueprint(), field, type, key, value);
    ReferencedRecord record =
        found.value() instanceof UUID id ? references.find(caller.blueprint(), form, id) : null;
    return record == null || views.mayRefer(caller, form, record)
        ? found
        : UniqueValues.unknown(field, form, key, value);
  }

  private static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }

  /** Where what was decided is written. */
  RecordCommits commits() {
    return commits;
  }

  /** What is stored now, known without asking the database again. */
  static StoredRecord stored(Change change) {
    Draft draft = change.draft();
    StoredRecord before = draft.before;
    Map<String, List<StoredLine>> lines = new LinkedHashMap<>();
    draft.lines.forEach((key, rows) ->
        lines.put(key, rows.stream().map(row -> new StoredLine(row.id, row.values)).toList()));
    return new StoredRecord(
        draft.form.key(),
        draft.id,
        before == null ? 1 : before.rev() + 1,
        before == null ? change.at() : before.createdAt(),
        before == null ? change.actor().personId() : before.createdBy(),
        change.at(),
        change.actor().personId(),
        change.kind() == ChangeKind.DELETED ? change.at() : null,
        draft.flowState,
        draft.values,
        lines);
  }
}
