package io.xiaodan.reconcile;

import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one bank or payment service lays its statements out: what its columns may be called.
 *
 * @param channel what the lines are marked with; null for nothing
 * @param incoming words of the direction that mean money came in
 * @param outgoing words that mean it went out
 * @param remark columns that together are the remark
 * @param done states that count; empty for all
 */
record BankLayout(
    String key,
    Label label,
    @Nullable String channel,
    List<String> number,
    List<String> at,
    List<String> time,
    List<String> amount,
    List<String> in,
    List<String> out,
    List<String> direction,
    Set<String> incoming,
    Set<String> outgoing,
    List<String> payer,
    List<String> account,
    List<String> remark,
    List<String> state,
    Set<String> done) {

  /** Whether a row names the columns this layout needs. */
  boolean fits(List<String> row) {
    return has(row, at)
        && (has(row, amount) && has(row, direction) || has(row, in))
        && (number.isEmpty() || has(row, number) || key.equals("bank"))
        && (payer.isEmpty() || has(row, payer));
  }

  private static boolean has(List<String> row, List<String> names) {
    return names.stream().anyMatch(row::contains);
  }
}
