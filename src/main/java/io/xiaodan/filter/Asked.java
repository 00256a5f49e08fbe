package io.xiaodan.filter;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a condition asks of its field; it may be asked the other way round. */
sealed interface Asked {

  /** One of these formulas holds. */
  record Formulas(List<String> any) implements Asked {}

  /**
   * The text that people read of rich text contains one of these.
   *
   * @param any in lower case
   */
  record Read(List<String> any) implements Asked {}

  /** The id is one of these. */
  record Ids(List<UUID> any) implements Asked {}

  /**
   * The day is among these.
   *
   * @param first null for any before
   * @param last null for any after
   */
  record Days(@Nullable LocalDate first, @Nullable LocalDate last) implements Asked {}
}
