package io.xiaodan.platform.database;

/** Whether the database can be expected to answer. */
@FunctionalInterface
public interface DatabaseState {

  /** False only where it is certain: an external server is found to be away by asking it. */
  boolean mayAnswer();
}
