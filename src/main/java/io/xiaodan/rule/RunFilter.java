package io.xiaodan.rule;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for; what is null does not limit them.
 *
 * @param rule key of a rule
 * @param state of the run
 * @param form whose record set it off
 * @param record that set it off
 * @param from not before this moment
 * @param until before this moment
 * @param after id of the last run of the stretch before
 */
public record RunFilter(
    @Nullable String rule,
    @Nullable String state,
    @Nullable String form,
    @Nullable UUID record,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable UUID after) {

  /** The runs of a rule, or of a record. */
  public RunFilter(
      @Nullable String rule, @Nullable String state, @Nullable UUID record, @Nullable UUID after) {
    this(rule, state, null, record, null, null, after);
  }
}
