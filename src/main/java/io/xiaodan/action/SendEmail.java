package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Message;
import io.xiaodan.notification.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends an e-mail to somebody outside, with records on paper where that is wanted. */
public final class SendEmail implements Action {

  private final Formula to;
  private final Template subject;
  private final Template body;
  private final List<Attachment> attachments;

  private SendEmail(Formula to, Template subject, Template body, List<Attachment> attachments) {
    this.attachments = List.copyOf(attachments);
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
    List<Attachment> attachments = Attachment.read(reader, step.path("attach"), place + ".attach");
    return to == null || subject == null || body == null
        ? null
        : new SendEmail(to, subject, body, attachments);
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
    List<OutgoingMessage.File> files = new ArrayList<>();
    for (Attachment attachment : attachments) {
      OutgoingMessage.File file = attachment.file(stage);
      if (file == null) {
        return new Outcome.Failed(false, Message.of("action.no_record"));
      }
      files.add(file);
    }
    return stage.send(
        new OutgoingMessage.Email(
            stage.key(), stage.text(to), stage.render(subject), stage.render(body), files));
  }
}
