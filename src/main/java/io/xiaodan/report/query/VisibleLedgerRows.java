package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.ledger.LedgerRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a ledger that somebody sees.
 *
 * <p>A balance is seen by whoever sees the ledger and every record it is a balance of, as on the
 * ledger's own page. An entry tells of one record what no balance tells, so that record must be
 * seen too; and what another ledger posts is seen by those only for whom that ledger hides nothing.
 */
record VisibleLedgerRows(SourceRows source, Asking asking, LedgerRows ledger) {

  Query keep(Query query) {
    Query kept = query;
    for (FormField reference : ledger.references()) {
      SqlFragment seen = leadsTo(reference);
      if (seen != null) {
        String column = source.alias() + "." + quote(reference.key());
        kept =
            kept.withCondition(
                new Sql().add("(" + column + " IS NULL OR ").add(seen).add(")").done());
      }
    }
    return ledger.view() == LedgerRows.View.ENTRIES ? entries(kept) : kept;
  }

  private @Nullable SqlFragment leadsTo(FormField reference) {
    return source.leadsTo(reference.key(), ((ReferenceType) reference.type()).form());
  }

  private Query entries(Query query) {
    String form = source.alias() + "." + quote(LedgerRows.FORM);
    List<SqlFragment> any = new ArrayList<>();
    boolean all = true;
    for (String own : ledger.ownForms()) {
      SqlFragment seen = source.leadsTo(LedgerRows.RECORD, own);
      all &= seen == null;
      Sql one = new Sql().add("(" + form + " = ?::text", own);
      any.add((seen == null ? one : one.add(" AND ").add(seen)).add(")").done());
    }
    for (String other : ledger.ownLedgers()) {
      boolean open = hidesNothing(other);
      all &= open;
      if (open) {
        any.add(
            new Sql()
                .add(
                    "("
                        + form
                        + " IS NULL AND "
                        + source.alias()
                        + "."
                        + quote("entry_posting")
                        + " = ANY (?::text[]))",
                    "{" + String.join(",", ledger.postingsFrom(other)) + "}")
                .done());
      }
    }
    return all ? query : query.withCondition(new Sql().add("(").join(" OR ", any).add(")").done());
  }

  /** Whether somebody sees every entry of a ledger. */
  private boolean hidesNothing(String key) {
    LedgerRows other =
        LedgerRows.find(asking.blueprint(), LedgerRows.key(key, LedgerRows.View.ENTRIES));
    if (other == null || !asking.access().seesLedger(asking.blueprint(), asking.actor(), key)) {
      return false;
    }
    SourceRows rows = SourceRows.of(asking, other.form(), "o");
    return other.references().stream()
            .allMatch(
                each -> rows.leadsTo(each.key(), ((ReferenceType) each.type()).form()) == null)
        && other.ownForms().stream().allMatch(own -> rows.leadsTo(LedgerRows.RECORD, own) == null)
        && other.ownLedgers().stream().allMatch(this::hidesNothing);
  }
}
