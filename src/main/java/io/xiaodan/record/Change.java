package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that has been checked and is about to be written: what participants look at and may add
 * to.
 */
public final class Change {

  private final Blueprint blueprint;
  private final ChangeKind kind;
  private final Actor actor;
  private final Environment environment;
  private final UUID event;
  private final Draft draft;
  private final RecordValues values;
  private final Filling filling;
  private boolean amended;

  Change(
      Blueprint blueprint,
      ChangeKind kind,
      Actor actor,
      Environment environment,
      UUID event,
      Draft draft,
      RecordValues values,
      Filling filling) {
    this.blueprint = blueprint;
    this.kind = kind;
    this.actor = actor;
    this.environment = environment;
    this.event = event;
    this.draft = draft;
    this.values = values;
    this.filling = filling;
  }

  /** The blueprint the whole change runs against. */
  public Blueprint blueprint() {
    return blueprint;
  }

  /** What happens to the record. */
  public ChangeKind kind() {
    return kind;
  }

  /** Who does it. */
  public Actor actor() {
    return actor;
  }

  /** The moment of the change, and what formulas may ask besides values. */
  public Environment environment() {
    return environment;
  }

  /** The moment of the change. */
  public Instant at() {
    return environment.now();
  }

  /** Id of the event that will tell of the change. */
  public UUID event() {
    return event;
  }

  /** The record's form. */
  public Form form() {
    return draft.form;
  }

  /** The record's id. */
  public UUID id() {
    return draft.id;
  }

  /** The record as stored before; null for a new one. */
  public @Nullable StoredRecord before() {
    return draft.before;
  }

  /** The values before, for formulas; null for a new record. */
  public @Nullable Values valuesBefore() {
    return draft.before == null ? null : values.of(draft.form, draft.before);
  }

  /** The values after, for formulas; they follow what participants set. */
  public Values valuesAfter() {
    return values.of(draft, actor.personId(), environment.now());
  }

  /** The value of a field of the head after the change, as its field type holds it. */
  public @Nullable Object after(String field) {
    return draft.values.get(field);
  }

  /** Whether a field, or any row of line items, differs from what is stored. */
  public boolean changed(String field) {
    return draft.lines.containsKey(field) ? draft.linesChanged(field) : draft.changed(field);
  }

  /**
   * Whether a value of a column of line items was replaced or taken away, or a row that has one
   * came or went; filling in what was empty does not count.
   */
  public boolean touched(String lines, String column) {
    return draft.columnTouched(lines, column);
  }

  /** Where the record's flow is after the change, as far as it is known; null without one. */
  public @Nullable String flowState() {
    return draft.flowState;
  }

  /**
   * The rows after the change as JSON-ready maps, and the head's values; what the event keeps too.
   */
  public java.util.Map<String, Object> snapshot() {
    return EventChanges.snapshot(draft);
  }

  /**
   * Sets a field of the head; computed fields follow at once.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid when the value does not fit the field
   */
  public void set(String key, @Nullable Object value) {
    FormField field =
        draft
            .form
            .field(key)
            .orElseThrow(
                () -> new IllegalArgumentException("no field " + key + " in " + draft.form));
    Coerced coerced = value == null ? Coerced.EMPTY : field.type().fit(value);
    if (coerced.refusal() != null) {
      throw Problem.invalid(List.of(Violation.at(key, coerced.refusal()))).exception();
    }
    Draft.put(draft.values, key, coerced.value());
    filling.compute(draft);
    amended = true;
  }

  /** Says where the record's flow is now. */
  public void flowState(@Nullable String state) {
    draft.flowState = state;
  }

  /**
   * Says that the record's flow ends with this change.
   *
   * @param result how it ended, in a word of the flow engine
   */
  public void flowEnds(String result) {
    draft.flowEnd = result;
  }

  /** How the record's flow ends with this change; null where it does not, as far as is known. */
  public @Nullable String flowEnd() {
    return draft.flowEnd;
  }

  Draft draft() {
    return draft;
  }

  /** Whether a field was set since the record was checked. */
  boolean isAmended() {
    return amended;
  }
}
