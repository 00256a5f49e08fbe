package io.xiaodan.record;

import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.LiveField;
import org.jspecify.annotations.Nullable;

/**
 * A field that groups and totals are made of: one that is kept, or what a lookup or a number made
 * of other records is shown as.
 *
 * @param column the expression it is read by, of the type of the field's column
 */
record CountedField(FormField field, String column) {

  private static final String UUID = "uuid";

  /** Where the statement stands. */
  record Ground(Caller caller, FormAccess rights, Schema asked, FormNames names) {}

  /** Finds a field that the caller sees in every row; null for any other. */
  static @Nullable CountedField find(String key, Ground ground) {
    Form form = ground.rights.form();
    FormField kept = form.fields().get(key);
    if (kept != null) {
      return ground.rights.seesFieldAlways(key)
          ? new CountedField(kept, ground.names.bare(key))
          : null;
    }
    LiveField live = form.live().get(key);
    if (live == null || ground.asked.typeOf(key).isEmpty()) {
      return null;
    }
    FormField shown =
        live.shown(
            form.fields(), other -> ground.caller.blueprint().find(Form.TYPE, other).orElse(null));
    return shown == null ? null : new CountedField(shown, column(shown, ground.names));
  }

  /** Ids that are reached through references are read as text. */
  private static String column(FormField shown, FormNames names) {
    String column = names.column(Path.of(shown.key())).text();
    return shown.type().column().equals(UUID) ? "(" + column + ")::uuid" : column;
  }
}
