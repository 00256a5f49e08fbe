package io.xiaodan.record;

import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for.
 *
 * @param filter a formula; null for all
 * @param sort field keys separated by commas, a minus before those that descend; null for the
 *     form's own order
 * @param search text that is looked for in the searchable fields; null for none
 * @param deleted whether the recycle bin is meant
 * @param limit most records of a page, 1 to 500
 * @param after the {@code next} of the page before; null for the first
 */
public record ListQuery(
    @Nullable String filter,
    @Nullable String sort,
    @Nullable String search,
    boolean deleted,
    int limit,
    @Nullable String after) {

  /** Most records a page may have. */
  public static final int MOST = 500;
}
