package io.xiaodan.report.query;

import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.form.Form;
import io.xiaodan.ledger.LedgerRows;
import org.jspecify.annotations.Nullable;

/** Leaves out what lies in the recycle bin and what the person may not see. */
final class KeepVisibleRows implements Step {

  @Override
  public Query apply(Query query) {
    Asking asking = query.asking();
    Form form = asking.form(query.question().source().form());
    LedgerRows ledger = asking.ledger(form);
    if (ledger != null) {
      return new VisibleLedgerRows(query.source(), asking, ledger).keep(query);
    }
    SqlNames head = query.source().head();
    SqlFragment deleted = head.column(Path.of("deleted_at"));
    Query alive =
        query.withCondition(new SqlFragment(deleted.text() + " IS NULL", deleted.binds()));
    @Nullable SqlFragment visible =
        asking.access(form).rows(FormAction.VIEW, head, asking.environment());
    return visible == null ? alive : alive.withCondition(visible);
  }
}
