package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.notification.OutgoingMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends an e-mail to somebody outside. */
public final class SendEmail implements Action {

  private final Formula to;
  private final Template subject;
  private final Template body;

  private SendEmail(Formula to, Template subject, Template body) {
    this.to = to;
    this.subject = subject;
    this.body = body;
  }

  static @Nullable SendEmail read(ActionReader reader, JsonNode step, String place) {
    Formula to =
        reader.formula(
            step.path("to").asString(""), reader.schema(), ValueType.TEXT, place + ".to");
    Template subject = reader.template(step, "subject", place);
    Template body = reader.template(step, "body", place);
    return to == null || subject == null || body == null ? null : new SendEmail(to, subject, body);
  }

  @Override
  public String name() {
    return "send_email";
  }

  @Override
  public boolean isOutward() {
    return true;
  }

  Outcome carryOut(Stage stage) {
    return stage.send(
        new OutgoingMessage.Email(
            stage.occasion().key(), stage.text(to), stage.render(subject), stage.render(body)));
  }
}
