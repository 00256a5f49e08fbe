package io.xiaodan.ledger;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.ProblemException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a record makes of balances. Quantities are in plain digits.
 *
 * @param balances those that change, as far as the reader may see their ledger
 * @param days what the record posts day by day, where that changes
 * @param warnings limits that are told and not refused, and would be broken
 * @param refusal why the change is not possible; null where it is
 */
public record LedgerEffects(
    List<Balance> balances,
    List<Day> days,
    List<Warning> warnings,
    @Nullable ProblemException refusal) {

  /** One balance with every figure that would be another. */
  public record Balance(String ledger, Label label, String place, List<Figure> figures) {}

  /** A figure before and after. */
  public record Figure(String key, Label label, String before, String after) {}

  /** What is posted to an account for a day, before and after. */
  public record Day(
      String ledger, String place, Label account, LocalDate day, String before, String after) {}

  /**
   * A limit that would be broken.
   *
   * @param key names the limit and the balance in any language
   * @param after what would be left: below zero
   */
  public record Warning(String key, String place, Label label, String after) {}
}
