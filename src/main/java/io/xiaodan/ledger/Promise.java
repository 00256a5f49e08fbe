package io.xiaodan.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be promised: the uncommitted part of stock and expected supply. On each day that is the
 * smallest foreseen amount from that day on, less what is kept as safety, never below zero
 * (cumulative available-to-promise with look-ahead).
 *
 * @param today how much can be promised for today, in plain digits
 * @param earliest the first day on which all of it can be promised; null when none is known
 * @param parts the earliest days on which parts of it can be promised
 * @param missing how much cannot be promised on any day known, in plain digits
 */
public record Promise(
    String today, @Nullable LocalDate earliest, List<Part> parts, String missing) {

  /** A part of the quantity, and the day it can be promised for. */
  public record Part(LocalDate day, String quantity) {}

  /**
   * Works out a promise.
   *
   * @param steps the foreseen amount from each day on, the first today's
   * @param quantity how much is wanted
   * @param safety how much is kept back on every day
   */
  static Promise of(List<Foresight.Step> steps, BigDecimal quantity, BigDecimal safety) {
    List<BigDecimal> promised = new ArrayList<>();
    BigDecimal least = null;
    for (Foresight.Step step : steps.reversed()) {
      BigDecimal amount = step.amount().subtract(safety);
      least = least == null ? amount : least.min(amount);
      promised.addFirst(least.max(BigDecimal.ZERO));
    }
    LocalDate earliest = null;
    BigDecimal taken = BigDecimal.ZERO;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < promised.size() && taken.compareTo(quantity) < 0; i++) {
      BigDecimal part = promised.get(i).min(quantity).subtract(taken);
      if (part.signum() > 0) {
        taken = taken.add(part);
        LocalDate day = steps.get(i).day();
        parts.add(new Part(day, LimitRefusals.plain(part)));
        earliest = taken.compareTo(quantity) == 0 ? day : null;
      }
    }
    BigDecimal today = promised.isEmpty() ? BigDecimal.ZERO : promised.getFirst();
    return new Promise(
        LimitRefusals.plain(today),
        earliest,
        List.copyOf(parts),
        LimitRefusals.plain(quantity.subtract(taken).max(BigDecimal.ZERO)));
  }
}
