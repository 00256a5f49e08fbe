package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.kernel.Conflict;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The one door: every change of every record goes through here, whoever makes it.
 *
 * <p>Each call is one transaction of its own, or part of the caller's. What is wrong with the input
 * is reported all at once; a change that somebody else was faster with is a conflict that shows
 * both values.
 */
@Component
public class Records {

  private final RecordWriting writing;
  private final RecordViews views;
  private final RecordReader reader;
  private final Access access;
  private final Ids ids;
  private final Idempotency idempotency;
  private final RecordPast past;

  Records(
      RecordWriting writing,
      RecordViews views,
      RecordReader reader,
      Access access,
      Ids ids,
      Idempotency idempotency,
      RecordPast past) {
    this.writing = writing;
    this.views = views;
    this.reader = reader;
    this.access = access;
    this.ids = ids;
    this.idempotency = idempotency;
    this.past = past;
  }

  /**
   * Makes a record.
   *
   * @throws ProblemException not found (form), forbidden, invalid with every violation
   */
  public StoredRecord create(Caller caller, String form, Write write) {
    return create(caller, form, ids.next(), write);
  }

  /** Makes a record with an id known before, so that making it twice fails the second time. */
  public StoredRecord create(Caller caller, String form, UUID id, Write write) {
    FormAccess rights = forCreation(caller, form, write);
    if (!write.trusted() && !rights.mayCreate()) {
      throw Problem.of(
              ProblemKind.FORBIDDEN, "record.may_not_create", "form", rights.form().label())
          .exception();
    }
    Optional<UUID> made = idempotency.find(caller);
    if (made.isPresent()) {
      return made(rights, made.get());
    }
    try {
      return writing.write(
          creation(caller, rights, id, write), idempotency.remember(caller, id, write));
    } catch (StatementRunner.GuardFailed e) {
      return idempotency
          .find(caller)
          .map(first -> made(rights, first))
          .orElseThrow(() -> Problem.of(ProblemKind.CONFLICT, "record.conflict").exception());
    }
  }

  private FormAccess forCreation(Caller caller, String form, Write write) {
    if (caller.grants() != null) {
      return caller
          .blueprint()
          .find(Form.TYPE, form)
          .map(found -> views.rights(caller, found))
          .orElseThrow(
              () -> Problem.of(ProblemKind.NOT_FOUND, "access.no_form", "form", form).exception());
    }
    return write.trusted()
        ? access.everything(caller.blueprint(), caller.actor(), form)
        : access.require(caller.blueprint(), caller.actor(), form);
  }

  /** What the same key has made before; also for those who may make records but not see them. */
  private StoredRecord made(FormAccess rights, UUID id) {
    return reader
        .find(rights.form(), id)
        .orElseThrow(
            () -> Problem.of(ProblemKind.CONFLICT, "record.idempotency_key_used").exception());
  }

  private static Task creation(Caller caller, FormAccess rights, UUID id, Write write) {
    return new Task(
        caller,
        rights,
        ChangeKind.CREATED,
        new Draft(rights.form(), id),
        (field, edit) ->
            write.trusted()
                || rights.fieldOnCreate(field).compareTo(edit ? FieldAccess.EDIT : FieldAccess.READ)
                    >= 0);
  }

  /**
   * Makes many records of a form, each as {@link #create} would; those that are sound are written
   * together, and those that participants add to, or that the database refuses together, one by
   * one. Not to be called within a transaction.
   *
   * @return what became of each, in their order
   * @throws ProblemException not found (form) or forbidden
   */
  public List<Creation> createAll(Caller caller, String form, List<Write> writes) {
    return createAll(caller, form, List.of(), writes);
  }

  /**
   * The same, with ids known before, so that making a record twice fails the second time.
   *
   * @param known the ids, one for each write; none where new ones are to be given
   */
  public List<Creation> createAll(
      Caller caller, String form, List<UUID> known, List<Write> writes) {
    FormAccess rights = creatable(caller, form);
    return new ManyCreations(writing)
        .of(
            writes,
            (i, write) ->
                creation(caller, rights, known.isEmpty() ? ids.next() : known.get(i), write));
  }

  /**
   * What would be wrong with a new record, as far as it can be known without writing it. No number
   * is given out.
   *
   * @throws ProblemException not found (form) or forbidden
   */
  public List<Violation> check(Caller caller, String form, Write write) {
    FormAccess rights =
        write.trusted()
            ? access.everything(caller.blueprint(), caller.actor(), form)
            : creatable(caller, form);
    Task task = creation(caller, rights, ids.next(), write);
    for (FormField field : task.draft().form.fields().values()) {
      if (field.type() instanceof AutoNumberType) {
        task.draft().values.put(field.key(), "…");
      }
    }
    try {
      writing.decide(task, write.withoutParticipants());
      return List.of();
    } catch (ProblemException e) {
      return e.problem().violations();
    }
  }

  private FormAccess creatable(Caller caller, String form) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    if (!rights.mayCreate()) {
      throw Problem.of(
              ProblemKind.FORBIDDEN, "record.may_not_create", "form", rights.form().label())
          .exception();
    }
    return rights;
  }

  /**
   * Changes a record.
   *
   * @param rev the revision the caller saw; null means whatever it is now (flows and rules, which
   *     try again)
   * @throws ProblemException not found, forbidden, invalid with every violation, conflict with both
   *     values
   */
  public StoredRecord update(Caller caller, String form, UUID id, @Nullable Long rev, Write write) {
    Task task = change(caller, form, id, rev, write);
    try {
      return writing.write(task, write);
    } catch (StatementRunner.GuardFailed e) {
      if (!e.guard().equals("rev")) {
        throw Problem.of(ProblemKind.CONFLICT, "record.conflict").exception();
      }
      if (rev == null) {
        return update(caller, form, id, null, write);
      }
      FormAccess rights = task.rights();
      throw conflict(caller, rights, visible(caller, rights, id), rev, write.values());
    }
  }

  /**
   * What a change would make of a record, as far as it can be known without writing it; flows and
   * rules are not asked.
   *
   * @throws ProblemException as {@link #update} would
   */
  public StoredRecord trial(Caller caller, String form, UUID id, Write write) {
    Task task = change(caller, form, id, null, write);
    return RecordWriting.stored(writing.decide(task, write.withoutParticipants()).change());
  }

  /** A change that is allowed, of what is stored now. */
  private Task change(Caller caller, String form, UUID id, @Nullable Long rev, Write write) {
    FormAccess rights =
        write.trusted()
            ? access.everything(caller.blueprint(), caller.actor(), form)
            : access.require(caller.blueprint(), caller.actor(), form);
    StoredRecord before = visible(caller, rights, id);
    Values view = views.of(caller, before, rights.form());
    if (!write.trusted() && !rights.may(FormAction.EDIT, view, views.environment())) {
      throw Problem.of(ProblemKind.FORBIDDEN, "record.may_not_edit").exception();
    }
    requireAlive(before);
    if (rev != null && rev != before.rev()) {
      throw conflict(caller, rights, before, rev, write.values());
    }
    return new Task(
        caller,
        rights,
        ChangeKind.UPDATED,
        new Draft(rights.form(), before),
        (field, edit) ->
            write.trusted()
                || rights
                        .field(field, view, views.environment())
                        .compareTo(edit ? FieldAccess.EDIT : FieldAccess.READ)
                    >= 0);
  }

  /** Puts a record into the recycle bin. */
  public StoredRecord delete(Caller caller, String form, UUID id, long rev) {
    return move(caller, form, id, rev, ChangeKind.DELETED);
  }

  /** Takes a record out of the recycle bin. */
  public StoredRecord restore(Caller caller, String form, UUID id) {
    return move(caller, form, id, null, ChangeKind.RESTORED);
  }

  private StoredRecord move(
      Caller caller, String form, UUID id, @Nullable Long rev, ChangeKind kind) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    StoredRecord before = movable(caller, rights, id, kind);
    if (rev != null && rev != before.rev()) {
      throw conflict(caller, rights, before, 0, null);
    }
    Task task =
        new Task(caller, rights, kind, new Draft(rights.form(), before), (field, edit) -> true);
    try {
      return writing.write(task, Write.trusted(null, Map.of()));
    } catch (StatementRunner.GuardFailed e) {
      throw conflict(caller, rights, visible(caller, rights, id), 0, null);
    }
  }

  /** Fails as {@link #delete} or {@link #restore} would, as far as it can be known before. */
  public StoredRecord trialMove(Caller caller, String form, UUID id, boolean restore) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    return movable(caller, rights, id, restore ? ChangeKind.RESTORED : ChangeKind.DELETED);
  }

  private StoredRecord movable(Caller caller, FormAccess rights, UUID id, ChangeKind kind) {
    StoredRecord before = visible(caller, rights, id);
    Values view = views.of(caller, before, rights.form());
    if (!rights.may(FormAction.DELETE, view, views.environment())) {
      throw Problem.of(ProblemKind.FORBIDDEN, "record.may_not_delete").exception();
    }
    if (kind == ChangeKind.DELETED) {
      requireAlive(before);
    } else if (before.deletedAt() == null) {
      throw Problem.of(ProblemKind.CONFLICT, "record.not_deleted").exception();
    }
    return before;
  }

  /** One record, lines included; also one in the recycle bin. */
  public StoredRecord get(Caller caller, String form, UUID id) {
    return visible(caller, access.require(caller.blueprint(), caller.actor(), form), id);
  }

  /** A record as the API shows it to the caller. */
  public Map<String, @Nullable Object> json(Caller caller, StoredRecord record) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), record.form());
    return views.json(caller, rights).write(record);
  }

  /** A record as formulas see it. */
  public Values values(Caller caller, StoredRecord record) {
    Form form = caller.blueprint().find(Form.TYPE, record.form()).orElseThrow();
    return views.of(caller, record, form);
  }

  /** A record as the formulas of a document see it in the caller's name. */
  public SeenRecord seen(Caller caller, StoredRecord record) {
    return views.seen(caller, record);
  }

  /** The same for a formula of the caller's own: what is out of reach is empty to it. */
  public Values valuesSeen(Caller caller, StoredRecord record) {
    Form form = caller.blueprint().find(Form.TYPE, record.form()).orElseThrow();
    return views.seen(caller, record, form);
  }

  /**
   * A record as formulas see it, with what it refers to as it is at this moment, lines included.
   * Costs a query for each record a formula goes through.
   */
  public Values valuesNow(Caller caller, StoredRecord record) {
    Form form = caller.blueprint().find(Form.TYPE, record.form()).orElseThrow();
    return new RecordValues(caller.blueprint(), reader).of(form, record);
  }

  /**
   * One record that nobody else changes until the end of the caller's transaction.
   *
   * @throws ProblemException not found
   */
  public StoredRecord lock(Caller caller, String form, UUID id) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    reader.lock(rights.form(), id);
    return visible(caller, rights, id);
  }

  /** The name of a record for people. */
  public String title(Caller caller, StoredRecord record) {
    return References.title(
        caller.blueprint().find(Form.TYPE, record.form()).orElseThrow(),
        record.values(),
        record.id());
  }

  private StoredRecord visible(Caller caller, FormAccess rights, UUID id) {
    StoredRecord record =
        reader
            .find(rights.form(), id)
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "record.not_found").exception());
    if (!caller.isFree()
        && !rights.may(
            FormAction.VIEW, views.of(caller, record, rights.form()), views.environment())) {
      throw Problem.of(ProblemKind.NOT_FOUND, "record.not_found").exception();
    }
    return record;
  }

  private static void requireAlive(StoredRecord record) {
    if (record.deletedAt() != null) {
      throw Problem.of(ProblemKind.CONFLICT, "record.deleted").exception();
    }
  }

  /**
   * Both values of what was sent and is stored otherwise, as far as the person may see it.
   *
   * @param seen the revision the person had seen
   */
  private ProblemException conflict(
      Caller caller, FormAccess rights, StoredRecord now, long seen, @Nullable JsonNode sent) {
    List<Conflict> conflicts =
        sent == null
            ? List.of()
            : views.json(caller, rights).conflicts(now, past.at(rights.form(), now, seen), sent);
    return new Problem(
            ProblemKind.CONFLICT, Message.of("record.conflict"), List.of(), conflicts, now.rev())
        .exception();
  }

  /**
   * One change on its way.
   *
   * @param mayWrite whether a field may be edited (true) or seen (false)
   */
  record Task(
      Caller caller,
      FormAccess rights,
      ChangeKind kind,
      Draft draft,
      java.util.function.BiPredicate<String, Boolean> mayWrite) {}
}
