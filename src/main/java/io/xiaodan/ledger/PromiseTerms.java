package io.xiaodan.ledger;

import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a company promises what a ledger foresees.
 *
 * @param safety what is kept back; null for nothing
 * @param lead days it takes to buy or make more; null where that is not known
 * @param elsewhere dimension whose other values may serve instead, such as the warehouse; null for
 *     none
 * @param working whether goods leave on working days only
 * @param cutoff from then on it is too late for the same day; null for never
 * @param transit days on the way, by the destination a form names; the empty key for all others
 * @param hold minutes a soft hold lasts; zero for none
 * @param yields form of requests to give way; null where there is none
 */
public record PromiseTerms(
    @Nullable Source safety,
    @Nullable Source lead,
    @Nullable String elsewhere,
    boolean working,
    @Nullable LocalTime cutoff,
    Map<String, Integer> transit,
    int hold,
    @Nullable Yields yields) {

  /** Without an agreement: every day, at once, everything. */
  static final PromiseTerms NONE =
      new PromiseTerms(null, null, null, false, null, Map.of(), 0, null);

  /** A number of the record that a dimension leads to. */
  public record Source(String dimension, String field) {}

  /**
   * How a request to give way is written.
   *
   * @param form key of the form of requests
   * @param values fields of it: {@code holder}, {@code quantity}, {@code for} or a dimension of the
   *     ledger
   */
  public record Yields(String form, Map<String, String> values) {}
}
