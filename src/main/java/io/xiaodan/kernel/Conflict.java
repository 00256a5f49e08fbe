package io.xiaodan.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A field that two people changed at once.
 *
 * @param field key of the field
 * @param base the value at the revision the sender had seen, in its JSON form
 * @param yours the value that was sent, in its JSON form
 * @param theirs the value that is stored now, in its JSON form
 */
public record Conflict(
    String field, @Nullable Object base, @Nullable Object yours, @Nullable Object theirs) {}
