package io.xiaodan.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of the company.
 *
 * @param parent the department it belongs to; null at the top
 * @param position its place among its neighbours, ascending
 * @param head who leads it; null where nobody does
 * @param disabled whether it is closed: it keeps its name in records and is no longer offered
 */
public record Department(
    UUID id,
    String name,
    @Nullable UUID parent,
    int position,
    @Nullable UUID head,
    boolean disabled) {}
