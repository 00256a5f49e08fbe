package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The pipeline of a change: read, fill, check, ask the participants, write once. */
@Component
class RecordWriting {

  private final References references;
  private final UniqueValues uniqueValues;
  private final RecordStatements statements;
  private final NewRecordStatements newRecords;
  private final StatementRunner runner;
  private final AutoNumbers autoNumbers;
  private final RecordFeed feed;
  private final Access access;
  private final People people;
  private final Attachments attachments;
  private final Ids ids;
  private final Clock clock;
  private final Workspace workspace;
  private final ObjectProvider<Participant> provider;
  private volatile @Nullable List<Participant> participants;

  RecordWriting(
      References references,
      UniqueValues uniqueValues,
      RecordStatements statements,
      NewRecordStatements newRecords,
      StatementRunner runner,
      AutoNumbers autoNumbers,
      RecordFeed feed,
      Access access,
      People people,
      Attachments attachments,
      Ids ids,
      Clock clock,
      Workspace workspace,
      ObjectProvider<Participant> participants) {
    this.references = references;
    this.uniqueValues = uniqueValues;
    this.statements = statements;
    this.newRecords = newRecords;
    this.runner = runner;
    this.autoNumbers = autoNumbers;
    this.feed = feed;
    this.access = access;
    this.people = people;
    this.attachments = attachments;
    this.ids = ids;
    this.clock = clock;
    this.workspace = workspace;
    this.provider = participants;
  }

  Environment environment() {
    return Environment.of(clock.instant(), workspace.zone());
  }

  Values view(Caller caller, StoredRecord record, Form form) {
    return new RecordValues(caller.blueprint(), references).of(form, record);
  }

  RecordJson json(Caller caller, FormAccess rights) {
    return new RecordJson(
        caller.blueprint(), references, people, attachments, rights, environment());
  }

  StoredRecord write(Records.Task task, Write write) {
    Decided decided = decide(task, write);
    commit(decided);
    return stored(decided.change());
  }

  /** A change that has passed everything that can be known in memory. */
  record Decided(Change change, List<Contribution> contributions) {}

  /** What a write will do; nothing is written yet. */
  Decided decide(Records.Task task, Write write) {
    Environment environment = environment(task, write);
    RecordValues values = new RecordValues(task.caller().blueprint(), references);
    Filling filling = new Filling(values, environment, task.caller().actor().personId());
    Draft draft = task.draft();
    if (task.kind() == ChangeKind.CREATED || task.kind() == ChangeKind.UPDATED) {
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
    return new Decided(change, contributions);
  }

  private Environment environment(Records.Task task, Write write) {
    return write.at() == null || task.caller().actor().origin() != Origin.IMPORT
        ? environment()
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
    if (write.participants()) {
      asked.addAll(participants());
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
    List<Violation> violations = new ArrayList<>();
    if (write.values() != null) {
      new InputReader(
              draft,
              ids,
              (field, edit) -> mayWrite(task, write, field, edit),
              (field, type, key, value) ->
                  uniqueValues.find(task.caller().blueprint(), field, type, key, value),
              violations)
          .read(write.values());
    }
    Checks checks =
        new Checks(
            task.caller().blueprint(),
            references,
            values,
            environment,
            (form, record) -> mayRefer(task.caller(), values, environment, form, record),
            violations);
    checks.references(draft);
    people(draft, violations);
    files(draft, task.caller().actor(), violations);
    if (task.kind() == ChangeKind.CREATED) {
      number(draft, environment);
    }
    filling.fill(draft);
    violations.addAll(filling.violations());
    filling.violations().clear();
    checks.rules(draft, values.of(draft, task.caller().actor().personId(), environment.now()));
    refuse(violations);
  }

  private static boolean mayWrite(Records.Task task, Write write, FormField field, boolean edit) {
    boolean given = field.type() instanceof AutoNumberType;
    if (edit && given) {
      return task.caller().actor().origin() == Origin.IMPORT && task.kind() == ChangeKind.CREATED;
    }
    boolean fixed =
        field.rules().readOnly().formula() == null && field.rules().readOnly().constant();
    return edit && fixed && !write.trusted() && task.caller().actor().origin() != Origin.IMPORT
        ? false
        : task.mayWrite().test(field.key(), edit);
  }

  private boolean mayRefer(
      Caller caller,
      RecordValues values,
      Environment environment,
      Form form,
      ReferencedRecord record) {
    if (caller.actor().isSystem()) {
      return true;
    }
    FormAccess rights = access.of(caller.blueprint(), caller.actor(), form);
    return rights.may(FormAction.VIEW, values.of(form, record), environment);
  }

  private void people(Draft draft, List<Violation> violations) {
    for (FormField field : draft.form.fields().values()) {
      if (field.type().name().equals("person")
          && draft.supplied.contains(field.key())
          && draft.values.get(field.key()) instanceof UUID id
          && people.find(id).isEmpty()) {
        violations.add(Violation.at(field.key(), Message.of("record.person_missing")));
      }
    }
  }

  /**
   * A file can be attached by those only who may read it, or attaching would be a way to read it.
   */
  private void files(Draft draft, Actor actor, List<Violation> violations) {
    for (FormField field : draft.form.fields().values()) {
      if (field.type() instanceof AttachmentType
          && draft.supplied.contains(field.key())
          && draft.values.get(field.key()) instanceof List<?> files) {
        Object before = draft.before == null ? List.of() : draft.before.values().get(field.key());
        for (Object file : files) {
          boolean isOld = before instanceof List<?> old && old.contains(file);
          if (!isOld && !attachments.isReadable((UUID) file, actor)) {
            violations.add(Violation.at(field.key(), Message.of("record.file_missing")));
          }
        }
      }
    }
  }

  private void number(Draft draft, Environment environment) {
    for (FormField field : draft.form.fields().values()) {
      if (field.type() instanceof AutoNumberType type && !draft.values.containsKey(field.key())) {
        draft.values.put(
            field.key(),
            autoNumbers.next(
                draft.form,
                field,
                type,
                environment.now().atZone(environment.zone()).toLocalDate()));
      }
    }
  }

  private static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }

  /** Writes one change, with what the participants add, in one statement. */
  void commit(Decided decided) {
    OneStatement statement = new OneStatement();
    statements.write(statement, decided.change());
    decided.contributions().forEach(contribution -> contribution.write(statement));
    runner.run(statement, decided.change().form());
    afterCommit(() -> told(decided));
  }

  /** Writes several new records of one form, to which no participant adds, in one statement. */
  void commitNew(List<Decided> all) {
    OneStatement statement = new OneStatement();
    newRecords.write(statement, all.stream().map(Decided::change).toList());
    runner.run(statement, all.getFirst().change().form());
    afterCommit(() -> all.forEach(this::told));
  }

  private void told(Decided decided) {
    Change change = decided.change();
    if (change.kind() != ChangeKind.CREATED) {
      references.forget(change.form(), change.id());
    }
    feed.publish(change.form().key(), change.kind().key(), change.id());
    decided.contributions().forEach(Contribution::committed);
  }

  private static void afterCommit(Runnable action) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              action.run();
            }
          });
    } else {
      action.run();
    }
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
