package io.xiaodan.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be promised of one line. Quantities are in plain digits.
 *
 * @param row the name the asker gave the line
 * @param free what can be promised for today
 * @param held what others who are typing hold of it
 * @param ships the day all of it can leave; null when none is known
 * @param arrives the day all of it arrives
 * @param late whether that is after the day it is wanted
 * @param parts the best split over days
 * @param missing how much no day is known for
 * @param reasons what binds, as keys, the strongest first
 * @param elsewhere what other places could do that are earlier
 * @param holders who holds what is missing for today, the latest need first
 * @param yields whether somebody can be asked to give way
 */
public record PromiseOffer(
    String row,
    String free,
    String held,
    @Nullable LocalDate ships,
    @Nullable LocalDate arrives,
    boolean late,
    List<Promise.Part> parts,
    String missing,
    List<String> reasons,
    List<Elsewhere> elsewhere,
    List<Holder> holders,
    boolean yields) {

  /** Another value of a dimension, such as a warehouse, with the day all can leave from there. */
  public record Elsewhere(
      String dimension, String place, String name, String free, LocalDate ships) {}

  /**
   * Somebody whose reservation stands in the way.
   *
   * @param form key of the form; null where the reader may not see the record
   * @param day for which it is reserved
   */
  public record Holder(
      @Nullable String form,
      @Nullable UUID record,
      @Nullable String title,
      String quantity,
      LocalDate day) {}
}
