package io.xiaodan.record;

import org.jspecify.annotations.Nullable;

/**
 * Looks at every change before it is written, and may add to it or refuse it. Registered as a bean
 * by the module that takes part.
 */
public interface Participant {

  /** Participants are asked in this order: flow 20, rule 30, ledger 40. */
  default int order() {
    return 0;
  }

  /** Whether it is asked about writes of history too, which the others do not see. */
  default boolean seesEveryWrite() {
    return false;
  }

  /**
   * Decides in memory what belongs to the change. May set fields of the record.
   *
   * @return what is to be written with it, or null for nothing
   * @throws io.xiaodan.kernel.ProblemException to refuse the change
   */
  @Nullable Contribution consider(Change change);
}
