package io.xiaodan.rule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a step of a run has come to.
 *
 * @param action its word in documents, such as {@code create_record}
 * @param after keys of the steps it waits for
 * @param attempts how often it was tried
 * @param detail what was done; null before
 * @param reason why it was not done, or not yet; null when there is none
 * @param startedAt of the last attempt
 */
public record RunStep(
    String key,
    String action,
    List<String> after,
    StepState state,
    int attempts,
    @Nullable JsonNode detail,
    @Nullable Reason reason,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
