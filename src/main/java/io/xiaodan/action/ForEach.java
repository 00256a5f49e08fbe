package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
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
 * Does some actions once for each entry of a list, which they see as {@code item}; all of them or,
 * when one does not work, none. That is why only effects inside the database can stand in it.
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
    return new ForEach(each, actions);
  }

  private static boolean isPossible(Action action) {
    return switch (action) {
      case CreateRecord _, UpdateRecord _, DeleteRecord _, CreateTask _, Notify _ -> true;
      case SendEmail _,
          SendSms _,
          SendRobot _,
          SendWebhook _,
          ForEach _,
          Wait _,
          ContinueIf _,
          Refuse _ ->
          false;
    };
  }

  @Override
  public String name() {
    return "for_each";
  }

  @Override
  public List<Written> written() {
    return actions.stream().flatMap(inner -> inner.action().written().stream()).toList();
  }

  Outcome carryOut(Stage stage) {
    Object value = stage.evaluate(each, stage.values());
    List<?> items = value instanceof List<?> list ? list : List.of();
    if (items.size() > MOST) {
      return new Outcome.Failed(
          false, Message.of("action.too_many_items", "count", items.size(), "most", MOST));
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

  private static Outcome perform(Inner inner, Stage stage) {
    try {
      return Actions.perform(inner.action(), stage);
    } catch (ProblemException e) {
      return Outcome.of(e.problem());
    }
  }

  private static Stage of(Stage stage, Object item, int index, String key) {
    Values values = name -> name.equals("item") ? item : stage.values().get(name);
    return stage.at(stage.occasion().step() + "/" + index + "/" + key, values);
  }
}
