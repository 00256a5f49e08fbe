package io.xiaodan.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which groups are asked for.
 *
 * @param rows the records they are made of; its sort, limit and cursor do not matter
 * @param groups one to three
 * @param totals numbers of each group, besides its count
 * @param limit most groups of a page, 1 to 200
 * @param after the {@code next} of the page before; null for the first
 */
public record GroupQuery(
    ListQuery rows, List<Group> groups, List<Total> totals, int limit, @Nullable String after) {

  /** Most groups a page may have. */
  public static final int MOST = 200;

  /** Most fields that records are put together by at once. */
  public static final int DEEPEST = 3;
}
