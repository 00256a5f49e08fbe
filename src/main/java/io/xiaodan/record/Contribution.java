package io.xiaodan.record;

/** What is written together with a change, in the same statement. */
public interface Contribution {

  /** Adds the writes; called when the change is final. */
  void write(OneStatement statement);

  /**
   * Called after the commit: tell the feed, wake the workers. Must be quick and must not fail the
   * change.
   */
  default void committed() {}
}
