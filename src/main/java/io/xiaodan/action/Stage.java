package io.xiaodan.action;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Message;
import io.xiaodan.notification.Delivery;
import io.xiaodan.notification.NewNotice;
import io.xiaodan.notification.OutgoingMessage;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.task.Assignees;
import io.xiaodan.task.NewTask;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one action works with while it is carried out: the occasion, its values, the services. */
record Stage(
    Actions.Services services,
    Occasion occasion,
    Caller caller,
    Values values,
    Environment environment) {

  /** The same for a part of the step, which sees other values. */
  Stage at(String part, Values seen) {
    return new Stage(services, occasion.at(part), caller, seen, environment);
  }

  /** The key under which this part of the step sends a message. */
  String key() {
    return occasion.part() == null ? occasion.key() : occasion.key() + "/" + occasion.part();
  }

  Records records() {
    return services.records();
  }

  @Nullable Object evaluate(Formula formula, Values seen) {
    return formula.evaluate(seen, environment);
  }

  /** The roles and people meant on this occasion. */
  Assignees assignees(Who who) {
    return who.assignees(occasion.starter(), formula -> evaluate(formula, values));
  }

  /** The result of a formula of type text; blank when it is empty. */
  String text(Formula formula) {
    Object value = formula.evaluate(values, environment);
    return value == null ? "" : value.toString();
  }

  String render(Template template) {
    return template.render(values, environment);
  }

  JsonNode json(Map<String, @Nullable Object> values) {
    return services.json().valueToTree(values);
  }

  /** Hands a task out. */
  void create(NewTask task) {
    services.handOut().accept(task);
  }

  void give(List<NewNotice> notices) {
    services.notices().give(notices);
  }

  /** Everybody who is meant, people of the roles included. */
  Set<UUID> people(Assignees assignees) {
    Set<UUID> all = new LinkedHashSet<>(assignees.people());
    assignees.roles().forEach(role -> all.addAll(services.people().byRole(role)));
    return all;
  }

  /** Sends a message outside. */
  Outcome send(OutgoingMessage message) {
    return switch (services.sender().apply(message)) {
      case Delivery.Sent _ -> new Outcome.Done(Map.of("recipient", message.recipient()));
      case Delivery.Held held ->
          new Outcome.Done(
              held.until() == null
                  ? Map.of("recipient", message.recipient(), "held", true)
                  : Map.of("recipient", message.recipient(), "held", true, "until", held.until()));
      case Delivery.NotSent(Message reason) -> new Outcome.NotSent(reason);
      case Delivery.Failed(boolean retryable, Message reason) ->
          new Outcome.Failed(retryable, reason);
    };
  }
}
