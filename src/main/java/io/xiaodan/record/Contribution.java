package io.xiaodan.record;

import io.xiaodan.kernel.ProblemException;
import org.jspecify.annotations.Nullable;

/** What is written together with a change, in the same statement. */
public interface Contribution {

  /** Adds the writes; called when the change is final. */
  void write(OneStatement statement);

  /** Whether it can be written in one statement with those of other new records. */
  default boolean joinsOthers() {
    return false;
  }

  /**
   * What to tell when the database refused what was written.
   *
   * @param what the name under which it was refused
   * @param detail what the database says of it
   * @return null where it was somebody else's
   */
  default @Nullable ProblemException refusal(String what, String detail) {
    return null;
  }

  /**
   * What else is to be done in the transaction of the change, after its statement: changes of other
   * records that happen with it or not at all. A failure takes everything back.
   *
   * @return null for nothing
   */
  default @Nullable Runnable afterwards() {
    return null;
  }

  /**
   * Called after the commit: tell the feed, wake the workers. Must be quick and must not fail the
   * change.
   */
  default void committed() {}
}
