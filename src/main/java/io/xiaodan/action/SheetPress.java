package io.xiaodan.action;

import io.xiaodan.notification.OutgoingMessage;
import io.xiaodan.record.Caller;
import java.util.UUID;

/** Makes files of records for messages; there is one. */
public interface SheetPress {

  /**
   * A record on paper.
   *
   * @param template key of a template that prints one record of the form
   * @throws io.xiaodan.kernel.ProblemException when the template or the record is gone, or the
   *     paper could not be made
   */
  OutgoingMessage.File print(Caller caller, String form, UUID id, String template);
}
