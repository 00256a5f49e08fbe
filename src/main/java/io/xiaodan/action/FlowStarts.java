package io.xiaodan.action;

import io.xiaodan.record.Caller;
import java.util.UUID;

/** Submits records to flows; there is one. */
public interface FlowStarts {

  /**
   * Submits a record to the flow that people would submit it to, within the caller's transaction.
   *
   * @param starter whose flow it is
   * @return false where it is in a flow already and stays there
   * @throws io.xiaodan.kernel.ProblemException not found for a record that is gone; conflict when
   *     no flow takes it as it is, or somebody else submits it at this moment
   */
  boolean start(Caller caller, String form, UUID record, UUID starter);
}
