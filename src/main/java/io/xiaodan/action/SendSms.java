package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.notification.OutgoingMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends a text message to somebody outside: the text itself, or a template of the provider with its
 * values, of which the text is what stands in the log.
 */
public final class SendSms implements Action {

  private final Formula to;
  private final Template body;
  private final @Nullable String template;
  private final Map<String, Template> values;

  private SendSms(
      Formula to, Template body, @Nullable String template, Map<String, Template> values) {
    this.template = template;
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.to = to;
    this.body = body;
  }

  static @Nullable SendSms read(ActionReader reader, JsonNode step, String place) {
    Formula to =
        reader.formula(
            step.path("to").asString(""), reader.schema(), ValueType.TEXT, place + ".to");
    Template body = reader.template(step, "body", place);
    Map<String, Template> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : step.path("values").properties()) {
      Template value = reader.template(step.path("values"), entry.getKey(), place + ".values");
      if (value != null) {
        values.put(entry.getKey(), value);
      }
    }
    String template = step.path("template").asString(null);
    if (template == null && !values.isEmpty()) {
      reader.error(place + ".template", "action.values_without_template");
    }
    return to == null || body == null ? null : new SendSms(to, body, template, values);
  }

  @Override
  public String name() {
    return "send_sms";
  }

  @Override
  public boolean isOutward() {
    return true;
  }

  Outcome carryOut(Stage stage) {
    Map<String, String> filled = new LinkedHashMap<>();
    values.forEach((name, value) -> filled.put(name, stage.render(value)));
    return stage.send(
        new OutgoingMessage.Sms(stage.key(), stage.text(to), stage.render(body), template, filled));
  }
}
