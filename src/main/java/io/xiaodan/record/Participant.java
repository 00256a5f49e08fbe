package io.xiaodan.record;

import org.jspecify.annotations.Nullable;

/**
 * Looks at every change before it is written, and may add to it or refuse it. Registered as a bean
 * by the module that takes part.
 */
public interface Participant {

  /** Participants are asked in this order: ledger 10, flow 20, rule 30. */
  default int order() {
    return 0;
  }

  /**
   * Decides in memory what belongs to the change. May set fields of the record.
   *
   * @return what is to be written with it, or null for nothing
   * @throws io.xiaodan.kernel.ProblemException to refuse the change
   */
  @Nullable Contribution consider(Change change);
}
