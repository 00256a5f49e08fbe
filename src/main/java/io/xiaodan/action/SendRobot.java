package io.xiaodan.action;

import io.xiaodan.expression.Template;
import io.xiaodan.notification.OutgoingMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells a group of people through a robot of WeCom, DingTalk or Feishu. */
public final class SendRobot implements Action {

  private final String connection;
  private final Template title;
  private final Template body;

  private SendRobot(String connection, Template title, Template body) {
    this.connection = connection;
    this.title = title;
    this.body = body;
  }

  static @Nullable SendRobot read(ActionReader reader, JsonNode step, String place) {
    Template title = reader.template(step, "title", place);
    Template body = reader.template(step, "body", place);
    return title == null || body == null
        ? null
        : new SendRobot(step.path("to").asString(""), title, body);
  }

  @Override
  public String name() {
    return "send_robot";
  }

  @Override
  public boolean isOutward() {
    return true;
  }

  Outcome carryOut(Stage stage) {
    return stage.send(
        new OutgoingMessage.Robot(
            stage.key(), connection, stage.render(title), stage.render(body)));
  }
}
