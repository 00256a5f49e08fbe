package io.xiaodan.reconcile;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Label;
import io.xiaodan.reconcile.match.MatchSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is owed, what came in, and how the bank tells it. Fields are named by their keys.
 *
 * @param roles who works with it, besides administrators
 * @param disputes roles that hear of a disputed line
 */
public record Receivables(
    String key,
    Label label,
    Set<String> roles,
    Customers customers,
    Items items,
    @Nullable Invoices invoices,
    Receipts receipts,
    @Nullable Bank bank,
    MatchSettings matching,
    Ages ages,
    Set<String> disputes) {

  /** Where compiled documents stand in the blueprint. */
  public static final ArtifactType<Receivables> TYPE =
      new ArtifactType<>("receivables", Receivables.class);

  @Override
  public String toString() {
    return "Receivables[" + key + "]";
  }

  /**
   * The customers.
   *
   * @param payers line items of other names and accounts they pay under; null for none
   */
  record Customers(
      Form form, @Nullable String payers, @Nullable String name, @Nullable String account) {}

  /**
   * What customers owe.
   *
   * @param received field that holds what came in for it; null for none
   * @param invoiced field that holds what was invoiced of it; null for none
   * @param tolerance field of the percent by which more may be invoiced; null for none
   * @param set what is kept in an item; the formulas also see {@code received}
   */
  record Items(
      Form form,
      @Nullable Formula when,
      String customer,
      String date,
      @Nullable String due,
      @Nullable String delivered,
      String amount,
      @Nullable String deposit,
      List<String> references,
      @Nullable String received,
      @Nullable String invoiced,
      @Nullable String tolerance,
      Map<FormField, Formula> set) {}

  /**
   * Invoices, whose numbers payers write.
   *
   * @param amount what one is for, negative where it reverses; null where that is not looked at
   */
  record Invoices(Form form, String number, String item, @Nullable String amount) {}

  /**
   * What came in.
   *
   * @param item the field of the item it is for as a whole; null for none
   * @param allocations line items that say what goes where
   * @param made values of one that is made from a line of a statement, which the formulas see
   */
  record Receipts(
      Form form,
      @Nullable Formula when,
      String customer,
      String date,
      String amount,
      @Nullable String number,
      @Nullable String item,
      String allocations,
      String shareItem,
      String shareAmount,
      @Nullable String shareDifference,
      @Nullable String shareHow,
      Map<FormField, Formula> made) {}

  /** Lines of statements. */
  record Bank(
      Form form,
      String number,
      String at,
      String direction,
      String amount,
      String payer,
      @Nullable String account,
      String remark,
      @Nullable String channel,
      String state,
      String receipt,
      @Nullable String reason,
      @Nullable String confidence,
      List<BankLayout> layouts) {}

  /**
   * How old what is owed is.
   *
   * @param buckets last day of each, rising; what is not due stands before, what is older behind
   * @param base {@code due}, {@code date} or {@code delivered}
   * @param days over which DSO is counted
   */
  record Ages(List<Integer> buckets, String base, int days) {}
}
