package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.stream.Collectors;

/** Balances added up, for capabilities that compute with them; whoever asks sees everything. */
public final class LedgerTotals {

  private LedgerTotals() {}

  /**
   * A query of the sums of an account or value by some dimensions: a column for each, by its key,
   * and {@code amount}.
   *
   * @throws IllegalArgumentException for a figure or dimension the ledger has not
   */
  public static SqlFragment of(Workspace workspace, Ledger ledger, String figure, List<String> by) {
    if (!ledger.hasFigure(figure) || !ledger.dimensions().keySet().containsAll(by)) {
      throw new IllegalArgumentException(ledger + " has no " + figure + " by " + by);
    }
    LedgerSql sql = new LedgerSql(ledger, workspace);
    String columns = by.stream().map(key -> "b." + quote(key)).collect(Collectors.joining(", "));
    return SqlFragment.of(
        "SELECT %1$s, sum(%2$s) AS amount FROM %3$s b GROUP BY %1$s"
            .formatted(columns, sql.figure(figure, "b"), sql.balances()));
  }
}
