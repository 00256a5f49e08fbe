package io.xiaodan.form;

/**
 * How a field behaves while it is filled.
 *
 * @param required whether it must have a value
 * @param readOnly whether people may change it
 * @param visible whether it is shown; a hidden field is never required
 */
public record FieldRules(Decision required, Decision readOnly, Decision visible) {}
