package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of what is there or will come, set aside for somebody who wants it.
 *
 * @param from where it comes from
 * @param supply the line on its way; null unless from {@link From#SUPPLY}
 * @param suggestion number; 0 unless from {@link From#SUGGESTION}
 * @param to who wants it
 * @param demand the line that wants it; null where a suggestion or the safety stock does
 * @param order the record of that line
 * @param parent number of the suggestion whose part it is; 0 for none
 * @param parentSupply the work order whose part it is; null for none
 * @param needed the day it is wanted
 * @param arrives the day it is there
 * @param amount what this quantity is worth to the order
 */
public record Peg(
    UUID material,
    From from,
    @Nullable UUID supply,
    int suggestion,
    To to,
    @Nullable UUID demand,
    @Nullable UUID order,
    int parent,
    @Nullable UUID parentSupply,
    LocalDate needed,
    LocalDate arrives,
    BigDecimal quantity,
    BigDecimal amount) {

  /** Where something comes from. */
  public enum From {
    STOCK,
    SAFETY,
    SUPPLY,
    SUGGESTION
  }

  /** Who wants something. */
  public enum To {
    ORDER,
    COMPONENT,
    SAFETY
  }

  /** Days by which it comes too late. */
  public long late() {
    return Math.max(0, java.time.temporal.ChronoUnit.DAYS.between(needed, arrives));
  }

  Peg arriving(LocalDate day) {
    return day.equals(arrives)
        ? this
        : new Peg(
            material,
            from,
            supply,
            suggestion,
            to,
            demand,
            order,
            parent,
            parentSupply,
            needed,
            day,
            quantity,
            amount);
  }
}
