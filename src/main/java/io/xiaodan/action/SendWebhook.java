package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.notification.OutgoingMessage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends JSON to another system: one property for each value, numbers as exact text, as the API
 * writes them.
 */
public final class SendWebhook implements Action {

  private final String connection;
  private final Map<String, Formula> values;

  private SendWebhook(String connection, Map<String, Formula> values) {
    this.connection = connection;
    this.values = values;
  }

  static @Nullable SendWebhook read(ActionReader reader, JsonNode step, String place) {
    Map<String, Formula> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : step.path("values").properties()) {
      String at = place + ".values." + entry.getKey();
      Formula formula = reader.formula(entry.getValue().asString(""), reader.schema(), at);
      if (formula != null && isRecord(formula.type())) {
        reader.error(at, "action.not_a_value", "formula", formula.text());
      } else if (formula != null) {
        values.put(entry.getKey(), formula);
      }
    }
    return new SendWebhook(step.path("to").asString(""), values);
  }

  private static boolean isRecord(ValueType type) {
    return type instanceof ValueType.RecordOf
        || type instanceof ValueType.ListOf(ValueType element) && isRecord(element);
  }

  @Override
  public String name() {
    return "send_webhook";
  }

  @Override
  public boolean isOutward() {
    return true;
  }

  Outcome carryOut(Stage stage) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    values.forEach(
        (name, formula) -> body.put(name, json(stage.evaluate(formula, stage.values()))));
    return stage.send(
        new OutgoingMessage.Webhook(stage.key(), connection, stage.json(body).toString()));
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number -> number.toPlainString();
      case Boolean truth -> truth;
      case Values record -> String.valueOf(record.get("id"));
      case List<?> list -> list.stream().map(SendWebhook::json).toList();
      default -> value.toString();
    };
  }
}
