package io.xiaodan.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which balances are asked for.
 *
 * @param at the value of each dimension that is fixed; an empty text asks for the empty one
 * @param asOf the day at whose end; null for everything that is posted, whatever its day
 * @param sort an account or value, with a minus before it for the largest first; null for the order
 *     of dimensions
 * @param offset how many are left out
 * @param limit at most how many
 */
public record BalanceQuery(
    Map<String, String> at,
    @Nullable LocalDate asOf,
    @Nullable String sort,
    int offset,
    int limit) {

  /** The most balances that are given at once. */
  public static final int MOST = 500;

  public BalanceQuery {
    at = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(at));
    limit = Math.clamp(limit, 1, MOST);
    offset = Math.max(offset, 0);
  }
}
