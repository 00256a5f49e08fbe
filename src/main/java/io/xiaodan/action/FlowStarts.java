package io.xiaodan.action;

import io.xiaodan.record.Caller;
import java.util.UUID;

/** Submits records to flows; there is one. */
public interface FlowStarts {

  /**
   * Submits a record to the flow that people would submit it to, within the caller's transaction.
   *
   * @param starter whose flow it is
   * @throws io.xiaodan.kernel.ProblemException not found for a record that is gone; conflict when
   *     it is in a flow already, or no flow takes it as it is
   */
  void start(Caller caller, String form, UUID record, UUID starter);
}
