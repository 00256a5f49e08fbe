package io.xiaodan.comment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment.
 *
 * @param text with {@code @[id]} where somebody is mentioned
 * @param editedAt when its author last changed it; null for never
 */
public record Comment(
    UUID id,
    String form,
    UUID record,
    Instant at,
    UUID by,
    String text,
    @Nullable Instant editedAt) {}
