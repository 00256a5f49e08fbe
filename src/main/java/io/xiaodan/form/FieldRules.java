package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a field behaves while it is filled.
 *
 * @param required whether it must have a value
 * @param readOnly whether people may change it
 * @param visible whether it is shown; a hidden field is never required
 * @param options what must hold for an option to be chosen, by its key; those that are not here
 *     always may be
 * @param among which records a reference may be chosen from; null for all
 */
public record FieldRules(
    Decision required,
    Decision readOnly,
    Decision visible,
    Map<String, List<Formula>> options,
    @Nullable Among among) {

  public FieldRules {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
