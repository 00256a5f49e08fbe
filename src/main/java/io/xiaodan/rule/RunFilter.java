package io.xiaodan.rule;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for; what is null does not limit them.
 *
 * @param rule key of a rule
 * @param state of the run
 * @param record that set it off
 * @param after id of the last run of the stretch before
 */
public record RunFilter(
    @Nullable String rule, @Nullable String state, @Nullable UUID record, @Nullable UUID after) {}
