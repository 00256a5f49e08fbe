package io.xiaodan.ledger;

import io.xiaodan.blueprint.Finding;
import io.xiaodan.expression.Clause;
import io.xiaodan.kernel.Message;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record would post to a ledger as it is being written, and what would become of balances.
 *
 * @param findings what the check says of the ledger; with an error nothing else was tried
 * @param postings the postings from records of the form, in their order
 * @param effects the balances that would change, here and in ledgers that follow; null where the
 *     tables only come to be when the ledger is published
 * @param refusals the limits that would refuse it, with their numbers
 */
public record LedgerPreview(
    List<Finding> findings,
    List<Posted> postings,
    @Nullable List<Effect> effects,
    List<Message> refusals) {

  /**
   * What one posting gives.
   *
   * @param entries what is posted, none where its condition does not hold or there is no quantity
   * @param clauses where nothing is posted: the parts of its condition for the record or its first
   *     row
   * @param missing what keeps it from being posted
   */
  public record Posted(
      String key, List<Line> entries, List<Clause> clauses, List<Message> missing) {}

  /**
   * One entry.
   *
   * @param row position of the row; null where the record itself posts
   * @param place the dimensions as people read them
   * @param quantity in plain digits
   */
  public record Line(
      @Nullable Integer row, String place, String account, LocalDate day, String quantity) {}

  /**
   * One balance that would change.
   *
   * @param figures every account and value that would be another: before and after, in plain digits
   */
  public record Effect(String ledger, String place, Map<String, BeforeAfter> figures) {}

  /** A number before and after. */
  public record BeforeAfter(String before, String after) {}

  static LedgerPreview broken(List<Finding> findings) {
    return new LedgerPreview(findings, List.of(), null, List.of());
  }
}
