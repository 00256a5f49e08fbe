package io.xiaodan.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a record posts.
 *
 * @param record the record
 * @param line the row of line items; null where the record itself posts
 * @param row position of the row; null where the record itself posts
 * @param rule key of the posting
 * @param dimensions where to, as text, by dimension
 * @param day for which day
 * @param quantity how much, never zero
 */
public record Entry(
    UUID record,
    @Nullable UUID line,
    @Nullable Integer row,
    String rule,
    String account,
    Map<String, @Nullable String> dimensions,
    LocalDate day,
    BigDecimal quantity) {

  public Entry {
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
  }

  /** What makes it the same posting as another; where the row stands does not matter. */
  List<Object> identity() {
    return List.of(
        record,
        line == null ? "" : line,
        rule,
        account,
        dimensions,
        day,
        quantity.stripTrailingZeros());
  }
}
