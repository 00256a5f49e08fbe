package io.xiaodan.report.question;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.ledger.LedgerRows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms that questions are about: those of records, and those that rows of ledgers have. */
public final class Sources {

  private Sources() {}

  /** The form of a source. */
  public static Optional<Form> find(Blueprint blueprint, String key) {
    Optional<Form> own = blueprint.find(Form.TYPE, key);
    return own.isPresent() ? own : Optional.ofNullable(form(LedgerRows.find(blueprint, key)));
  }

  /** The form of a source while artifacts are compiled; null where there is none. */
  public static @Nullable Form find(Compilation compilation, String key) {
    Form own = compilation.find(Form.TYPE, key);
    return own == null ? form(LedgerRows.find(compilation, key)) : own;
  }

  private static @Nullable Form form(@Nullable LedgerRows rows) {
    return rows == null ? null : rows.form();
  }
}
