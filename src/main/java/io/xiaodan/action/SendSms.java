package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.notification.OutgoingMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends a text message to somebody outside. */
public final class SendSms implements Action {

  private final Formula to;
  private final Template body;

  private SendSms(Formula to, Template body) {
    this.to = to;
    this.body = body;
  }

  static @Nullable SendSms read(ActionReader reader, JsonNode step, String place) {
    Formula to =
        reader.formula(
            step.path("to").asString(""), reader.schema(), ValueType.TEXT, place + ".to");
    Template body = reader.template(step, "body", place);
    return to == null || body == null ? null : new SendSms(to, body);
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
    return stage.send(
        new OutgoingMessage.Sms(stage.occasion().key(), stage.text(to), stage.render(body)));
  }
}
