package io.xiaodan.print;

import io.xiaodan.action.SheetPress;
import io.xiaodan.notification.OutgoingMessage;
import io.xiaodan.record.Caller;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Records on paper for mails, printed with the rights of the rule or flow that sends them. */
@Component
class MailedSheets implements SheetPress {

  private final ObjectProvider<Prints> prints;

  MailedSheets(ObjectProvider<Prints> prints) {
    this.prints = prints;
  }

  @Override
  public OutgoingMessage.File print(Caller caller, String form, UUID id, String template) {
    PrintedFile file = prints.getObject().print(caller.actor(), form, id, template, null);
    return new OutgoingMessage.File(file.name(), "application/pdf", file.content());
  }
}
