package io.xiaodan.flow;

import io.xiaodan.expression.Values;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Origin;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Change;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.StoredRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was approved is a ceiling: a change that exceeds it sends the record its way again, in the
 * transaction of the change. Changes that flows make themselves are part of a way already.
 */
@Component
public class Ceilings {

  private final FlowInstances instances;
  private final FlowVersions versions;
  private final FlowMoves moves;

  Ceilings(FlowInstances instances, FlowVersions versions, FlowMoves moves) {
    this.instances = instances;
    this.versions = versions;
    this.moves = moves;
  }

  /**
   * What the latest flow of a record has approved of the number that is its ceiling.
   *
   * @return empty where nothing was approved, or there is no ceiling
   */
  public Optional<Approved> approved(Caller caller, UUID record) {
    return instances
        .ofRecord(record)
        .flatMap(instance -> {
          Flow.Ceiling ceiling = versions.of(caller.blueprint(), instance).ceiling();
          return ceiling == null || instance.approved() == null
              ? Optional.empty()
              : Optional.of(new Approved(ceiling.field(), instance.approved()));
        });
  }

  /**
   * Keeps a figure as approved where it was decided elsewhere, so that what is about to be written
   * does not exceed the ceiling. Belongs to the caller's transaction.
   */
  public void approve(UUID record, BigDecimal figure) {
    instances.ofRecord(record).ifPresent(instance -> instances.approve(instance.id(), figure));
  }

  /** A number with what was approved of it. */
  public record Approved(String field, BigDecimal figure) {}

  /** What begins again because of a change; null where nothing does. */
  @Nullable Contribution consider(Change change) {
    if (change.actor().origin() == Origin.FLOW) {
      return null;
    }
    for (Flow flow : change.blueprint().all(Flow.TYPE).values()) {
      Flow.Ceiling ceiling = flow.ceiling();
      if (ceiling != null
          && flow.form().equals(change.form().key())
          && change.changed(ceiling.field())) {
        return instances
            .ofRecord(change.id())
            .filter(instance -> instance.flow().equals(flow.key()))
            .map(instance -> again(change, flow, instance))
            .orElse(null);
      }
    }
    return null;
  }

  private @Nullable Contribution again(Change change, Flow now, FlowInstance instance) {
    boolean passed = Objects.requireNonNullElse(instance.result(), "passed").equals("passed");
    Flow flow = instance.isRunning() ? versions.of(change.blueprint(), instance) : now;
    Flow.Ceiling ceiling = flow.ceiling();
    BigDecimal approved = instance.approved();
    if (ceiling == null || approved == null || !passed) {
      return null;
    }
    if (!(change.valuesAfter().get(ceiling.field()) instanceof BigDecimal value)
        || value.compareTo(approved) <= 0) {
      return null;
    }
    Raised raised = new Raised(ceiling.field(), approved, value, shifts(change));
    return instance.isRunning()
        ? moves.raise(change, flow, instance.raised(raised))
        : moves.begin(flow, change, change.actor().personId(), raised);
  }

  private static List<Raised.Shift> shifts(Change change) {
    StoredRecord before = Objects.requireNonNull(change.before());
    List<Raised.Shift> shifts = new ArrayList<>();
    for (FormField field : change.form().fields().values()) {
      if (change.changed(field.key())) {
        shifts.add(
            new Raised.Shift(
                field.key(),
                json(field, before.values().get(field.key())),
                json(field, change.after(field.key()))));
      }
    }
    return shifts;
  }

  private static @Nullable Object json(FormField field, @Nullable Object value) {
    return value == null ? null : field.type().toJson(value);
  }

  /** What conditions see of a record that goes its way again. */
  static Values judged(Flow flow, @Nullable Raised raised, Values values) {
    Flow.Ceiling ceiling = flow.ceiling();
    if (raised == null || ceiling == null || !ceiling.difference()) {
      return values;
    }
    return name ->
        name.equals(raised.field()) && values.get(name) instanceof BigDecimal value
            ? value.subtract(raised.from())
            : values.get(name);
  }

  /** The new ceiling after a step; what was approved before where the step approved nothing. */
  static @Nullable BigDecimal approved(FlowWriting.Scene scene, Interpreter.Step step) {
    Flow.Ceiling ceiling = scene.flow().ceiling();
    if (ceiling == null) {
      return null;
    }
    String node = scene.note().node();
    boolean decided =
        scene.operation().act() == Act.APPROVE
            && node != null
            && scene.flow().nodes().get(node) instanceof FlowNode.Human human
            && human.approval()
            && step.taken().stream().anyMatch(row -> row.then() == Transition.Then.NODE_PASSES);
    boolean passed = step.state().isFinished() && "passed".equals(step.state().result());
    return (decided || passed) && scene.values().get(ceiling.field()) instanceof BigDecimal value
        ? value
        : scene.instance().approved();
  }
}
