package io.xiaodan.flow;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A copy that somebody got.
 *
 * @param readAt when they looked at it; null before that
 */
public record FlowCopy(
    UUID instance, String form, UUID recordId, Instant at, @Nullable Instant readAt) {}
