package io.xiaodan.platform;

import java.util.Collection;
import java.util.UUID;

/**
 * What a module keeps about records besides the records themselves: tasks, notices, runs.
 * Registered as a bean by that module, and asked to forget when records are removed for good.
 */
public interface RecordMemory {

  /** Removes everything about the records, within the caller's transaction. */
  void forget(Collection<UUID> records);
}
