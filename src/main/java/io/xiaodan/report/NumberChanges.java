package io.xiaodan.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What made a number another one between two moments.
 *
 * @param before the number then; null where it is none of a single measure
 * @param after the number later
 * @param entered records that are among its rows only later
 * @param left records that were among its rows only before
 * @param changed records that gave something else
 */
public record NumberChanges(
    @Nullable String before, @Nullable String after, Some entered, Some left, Some changed) {

  /**
   * @param count how many there are
   * @param items the first of them
   */
  public record Some(long count, List<Item> items) {}

  /**
   * One record.
   *
   * @param before what it gave; null where it was not among the rows
   * @param by who changed it last between the moments; null where nobody changed the record itself
   * @param what fields that changed between the moments, as far as the reader sees them
   */
  public record Item(
      String record,
      String title,
      @Nullable String before,
      @Nullable String after,
      @Nullable String by,
      @Nullable String at,
      List<FieldChange> what) {}

  /** A field of which another value was written. */
  public record FieldChange(String label, @Nullable String before, @Nullable String after) {}
}
