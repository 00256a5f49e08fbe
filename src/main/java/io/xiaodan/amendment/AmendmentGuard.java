package io.xiaodan.amendment;

import io.xiaodan.expression.Values;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Participant;
import io.xiaodan.record.StoredRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what was agreed from being changed directly, through whatever door: people, imports and
 * other systems are told to propose it. What was empty may be filled in. Flows and rules are the
 * company's own agreement.
 */
@Component
class AmendmentGuard implements Participant {

  private static final Set<Origin> FREE = EnumSet.of(Origin.FLOW, Origin.RULE, Origin.PROPOSAL);

  @Override
  public int order() {
    return 10;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    if (change.kind() != ChangeKind.UPDATED || FREE.contains(change.actor().origin())) {
      return null;
    }
    AmendmentTerms terms = AmendmentTerms.of(change.blueprint(), change.form().key()).orElse(null);
    Values before = change.valuesBefore();
    if (terms == null || before == null || !terms.when().test(before, change.environment())) {
      return null;
    }
    List<Violation> violations = new ArrayList<>();
    for (String key : terms.fields()) {
      Label touched = touched(change, key);
      if (touched != null) {
        int dot = key.indexOf('.');
        violations.add(
            Violation.at(
                dot < 0 ? key : key.substring(0, dot),
                Message.of("amendment.only_proposed", "label", touched, "name", terms.label())));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    return null;
  }

  /** What was empty was not agreed. */
  private static boolean isAgreed(Change change, String key) {
    StoredRecord before = change.before();
    return before != null && before.values().containsKey(key);
  }

  /** What is called what was changed; null where it was not. */
  private static @Nullable Label touched(Change change, String key) {
    int dot = key.indexOf('.');
    String top = dot < 0 ? key : key.substring(0, dot);
    var lines = change.form().lines().get(top);
    if (lines == null) {
      FormField field = change.form().fields().get(key);
      return field != null && change.changed(key) && isAgreed(change, key) ? field.label() : null;
    }
    for (FormField column : lines.columns().values()) {
      boolean meant = dot < 0 || column.key().equals(key.substring(dot + 1));
      if (meant && !column.filling().isComputed() && change.touched(top, column.key())) {
        return dot < 0 ? lines.label() : column.label();
      }
    }
    return null;
  }
}
