package io.xiaodan.action;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.record.StoredRecord;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one time an action is carried out, however often that is tried.
 *
 * @param blueprint what it runs against
 * @param actor on whose behalf
 * @param run what it belongs to: a rule's run, a flow's instance; UUID version 7
 * @param step key of the step or node within it
 * @param key names the effect towards other systems, at most 200 characters
 * @param form of the record it is about
 * @param record the values its formulas see
 * @param before the values behind {@code before.}; null where there are none
 * @param starter who caused it
 * @param part which part of the step, where it is done once for each entry of a list
 * @param items gives the records that formulas see as {@code items}; null where it is about one
 */
public record Occasion(
    Blueprint blueprint,
    Actor actor,
    UUID run,
    String step,
    String key,
    Form form,
    StoredRecord record,
    @Nullable StoredRecord before,
    UUID starter,
    @Nullable String part,
    @Nullable Supplier<List<Values>> items) {

  /** One that is about a single record. */
  public Occasion(
      Blueprint blueprint,
      Actor actor,
      UUID run,
      String step,
      String key,
      Form form,
      StoredRecord record,
      @Nullable StoredRecord before,
      UUID starter) {
    this(blueprint, actor, run, step, key, form, record, before, starter, null, null);
  }

  /** The same about many records. */
  public Occasion about(Supplier<List<Values>> many) {
    return new Occasion(
        blueprint, actor, run, step, key, form, record, before, starter, part, many);
  }

  /** The same occasion for a part of the step. */
  Occasion at(String inner) {
    return new Occasion(
        blueprint,
        actor,
        run,
        step + "/" + inner,
        key,
        form,
        record,
        before,
        starter,
        inner,
        items);
  }

  /** The id of something this occasion makes; the same for the same parts. */
  UUID id(String... parts) {
    return DerivedId.of(run, step + "/" + String.join("/", parts));
  }
}
