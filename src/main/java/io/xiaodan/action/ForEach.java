package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Does some actions once for each entry of a list, which they see as {@code item}. Effects inside
 * the database happen for all entries or, when one does not work, for none. Messages cannot be
 * taken back: each has a key of its own entry, so that what went out already does not go out again
 * when the step is tried once more. The two kinds do not stand in one list.
 */
public final class ForEach implements Action {

  /** Entries beyond this are too many for one transaction. */
  static final int MOST = 1_000;

  private final Formula each;
  private final List<Inner> actions;

  private record Inner(String key, Action action) {}

  private ForEach(Formula each, List<Inner> actions) {
    this.each = each;
    this.actions = List.copyOf(actions);
  }

  static @Nullable ForEach read(ActionReader reader, JsonNode step, String place) {
    Formula each = reader.formula(step.path("each").asString(""), reader.schema(), place + ".each");
    if (each == null) {
      return null;
    }
    if (!(each.type() instanceof ValueType.ListOf list)) {
      reader.error(place + ".each", "action.not_a_list", "formula", each.text());
      return null;
    }
    ActionReader inside = reader.within("item", list.element());
    Set<String> keys = new LinkedHashSet<>();
    List<Inner> actions = new ArrayList<>();
    for (JsonNode document : step.path("do")) {
      String key = document.path("key").asString("");
      String at = place + ".do." + key;
      if (!keys.add(key)) {
        reader.error(at, "action.key_twice", "key", key);
      }
      Action action = inside.read(document, at);
      if (action != null && isPossible(action)) {
        actions.add(new Inner(key, action));
      } else if (action != null) {
        reader.error(at, "action.not_in_each", "action", action.name());
      }
    }
    if (actions.stream().map(inner -> inner.action().isOutward()).distinct().count() > 1) {
      reader.error(place + ".do", "action.each_mixed");
    }
    return new ForEach(each, actions);
  }

  private static boolean isPossible(Action action) {
    return switch (action) {
      case CreateRecord _,
          UpdateRecord _,
          DeleteRecord _,
          StartFlow _,
          CallRule _,
          CreateTask _,
          Notify _,
          SendEmail _,
          SendSms _,
          SendRobot _,
          SendWebhook _ ->
          true;
      case ForEach _, Wait _, ContinueIf _, Refuse _ -> false;
    };
  }

  /** {@code send_each} where it reaches outside: such a step is carried out as a message is. */
  @Override
  public String name() {
    return isOutward() ? "send_each" : "for_each";
  }

  @Override
  public boolean isOutward() {
    return actions.stream().anyMatch(inner -> inner.action().isOutward());
  }

  @Override
  public List<Written> written() {
    return actions.stream().flatMap(inner -> inner.action().written().stream()).toList();
  }

  @Override
  public List<Form> submitted() {
    return actions.stream().flatMap(inner -> inner.action().submitted().stream()).toList();
  }

  @Override
  public List<Called> called() {
    return actions.stream().flatMap(inner -> inner.action().called().stream()).toList();
  }

  Outcome carryOut(Stage stage) {
    Object value = stage.evaluate(each, stage.values());
    List<?> items = value instanceof List<?> list ? list : List.of();
    if (items.size() > MOST) {
      return new Outcome.Failed(
          false, Message.of("action.too_many_items", "count", items.size(), "most", MOST));
    }
    if (isOutward()) {
      return send(stage, items);
    }
    for (int i = 0; i < items.size(); i++) {
      for (Inner inner : actions) {
        Outcome outcome = perform(inner, of(stage, items.get(i), i, inner.key()));
        if (outcome instanceof Outcome.Failed(boolean retryable, Message reason)) {
          throw new EntryFailed(
              new Outcome.Failed(
                  retryable, Message.of("action.entry_failed", "entry", i + 1, "reason", reason)));
        }
      }
    }
    return new Outcome.Done(Map.of("entries", items.size()));
  }

  /** Every entry is tried, whatever became of the others. */
  private Outcome send(Stage stage, List<?> items) {
    int sent = 0;
    Outcome.Failed failed = null;
    Message notSent = null;
    for (int i = 0; i < items.size(); i++) {
      for (Inner inner : actions) {
        switch (perform(inner, of(stage, items.get(i), i, inner.key()))) {
          case Outcome.Failed(boolean retryable, Message reason) -> {
            if (failed == null || retryable && !failed.retryable()) {
              failed =
                  new Outcome.Failed(
                      retryable,
                      Message.of("action.entry_failed", "entry", i + 1, "reason", reason));
            }
          }
          case Outcome.NotSent(Message reason) ->
              notSent = Message.of("action.entry_failed", "entry", i + 1, "reason", reason);
          case Outcome.Done _, Outcome.Skipped _, Outcome.Later _ -> sent++;
        }
      }
    }
    if (failed != null) {
      return failed;
    }
    return notSent == null
        ? new Outcome.Done(Map.of("entries", items.size(), "sent", sent))
        : new Outcome.NotSent(notSent);
  }

  private static Outcome perform(Inner inner, Stage stage) {
    try {
      return Actions.perform(inner.action(), stage);
    } catch (ProblemException e) {
      return Outcome.of(e.problem());
    }
  }

  private static Stage of(Stage stage, Object item, int index, String key) {
    Values values = name -> name.equals("item") ? item : stage.values().get(name);
    return stage.at(index + "/" + key, values);
  }
}
