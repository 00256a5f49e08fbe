package io.xiaodan.record;

import io.xiaodan.kernel.Problem;
import java.util.UUID;

/** What became of one of many records to be made. */
public sealed interface Creation {

  /** It was written. */
  record Made(UUID id) implements Creation {}

  /** It was not written; nothing of it is there. */
  record Refused(Problem problem) implements Creation {}
}
