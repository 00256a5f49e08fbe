package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a field behaves while it is filled.
 *
 * @param required whether it must have a value
 * @param readOnly whether people may change it
 * @param visible whether it is shown; a hidden field is never required
 * @param options when an option may be chosen, by its key; those that are not here always may
 */
public record FieldRules(
    Decision required, Decision readOnly, Decision visible, Map<String, Formula> options) {

  public FieldRules {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
