package io.xiaodan.report.query;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.ledger.LedgerRows;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.question.Sources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, in which blueprint, when, and what was given with it.
 *
 * @param environment the answers to {@code NOW()} and {@code TODAY()}, and the zone of days
 */
public record Asking(
    Blueprint blueprint,
    Actor actor,
    Environment environment,
    Workspace workspace,
    Access access,
    Given given) {

  Form form(String key) {
    return Sources.find(blueprint, key)
        .orElseThrow(() -> new IllegalArgumentException("no form " + key));
  }

  FormAccess access(Form form) {
    return access.of(blueprint, actor, form);
  }

  /** The rows of a ledger that a form stands for; null for one of records. */
  @Nullable LedgerRows ledger(Form form) {
    return form.ledger() == null ? null : LedgerRows.find(blueprint, form.key());
  }

  /** The records of a form, to stand after FROM: as they are, or as they were. */
  SqlFragment table(Form form) {
    LedgerRows ledger = ledger(form);
    if (ledger != null) {
      return ledger.table(workspace, given.day());
    }
    Instant moment = given.moment();
    return moment == null
        ? SqlFragment.of(workspace.table(form.table()))
        : new PastTables(workspace, moment).records(form);
  }

  /** The same of rows of line items. */
  SqlFragment table(Form form, LineItems lines) {
    Instant moment = given.moment();
    return moment == null
        ? SqlFragment.of(workspace.table(lines.table()))
        : new PastTables(workspace, moment).rows(form, lines);
  }

  /** The same person asking with something else. */
  public Asking with(Given other) {
    return new Asking(blueprint, actor, environment, workspace, access, other);
  }
}
