package io.xiaodan.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL with one {@code ?} for each bind, in order. What a user wrote is only ever a bind.
 *
 * @param text SQL for PostgreSQL
 * @param binds String, BigDecimal, Integer, Boolean, LocalDate or OffsetDateTime; each is cast in
 *     the text, so a driver may send any of them as text
 */
public record SqlFragment(String text, List<@Nullable Object> binds) {

  public SqlFragment {
    binds = Collections.unmodifiableList(new ArrayList<>(binds));
  }

  public static SqlFragment of(String text, @Nullable Object... binds) {
    return new SqlFragment(text, Arrays.asList(binds));
  }

  /** A fragment whose binds are in a list. */
  public static SqlFragment ofList(String text, List<@Nullable Object> binds) {
    return new SqlFragment(text, binds);
  }
}
