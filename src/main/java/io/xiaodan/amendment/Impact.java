package io.xiaodan.amendment;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Violation;
import io.xiaodan.ledger.LedgerEffects;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proposed change does, as far as the reader may see it.
 *
 * @param rev revision of the record it was worked out on
 * @param changes every field that would be another, computed ones included, in the shape of history
 * @param figures the numbers that are decided about
 * @param facts what has been done already
 * @param effects what becomes of balances
 * @param promises when the lines that change can be there
 * @param over what lies above the approved figure; null where nothing does
 * @param ahead who would be asked, in their order; empty where it is applied at once
 * @param against labels of what was changed otherwise meanwhile; such a proposal has to be made
 *     anew
 * @param refusals why it cannot be applied, with numbers
 * @param agreed what somebody agrees to who agrees now
 */
public record Impact(
    long rev,
    List<Map<String, @Nullable Object>> changes,
    List<Figure> figures,
    List<Fact> facts,
    LedgerEffects effects,
    List<Promise> promises,
    @Nullable Over over,
    List<Ahead> ahead,
    Set<Label> against,
    List<Violation> refusals,
    Agreed agreed) {

  static final LedgerEffects NO_EFFECTS = new LedgerEffects(List.of(), List.of(), List.of(), null);

  /** The same with those who would be asked. */
  Impact ahead(List<Ahead> asked) {
    return new Impact(
        rev, changes, figures, facts, effects, promises, over, asked, against, refusals, agreed);
  }

  /** A number before and after, in plain digits; null for empty. */
  public record Figure(
      String field,
      Label label,
      @Nullable String before,
      @Nullable String after,
      String difference) {}

  /** A field that says what has been done, as JSON shows it. */
  public record Fact(String field, Label label, @Nullable Object value) {}

  /**
   * When a line can be there.
   *
   * @param row id of the row in the changes
   * @param title what is meant to be delivered
   * @param before the earliest day for what it was; null where it was not, or no day is known
   * @param late whether that is after the day it is wanted
   * @param reasons what binds, as keys
   * @param holders titles of what holds the goods that are missing
   */
  public record Promise(
      String lines,
      String row,
      String title,
      @Nullable LocalDate before,
      @Nullable LocalDate after,
      boolean late,
      String free,
      String missing,
      List<String> reasons,
      List<String> holders) {}

  /** A number that exceeds what was approved of it. */
  public record Over(Label label, String approved, String after, String over) {}

  /** Somebody who would be asked. */
  public record Ahead(Label node, List<String> people, List<Label> roles) {}
}
