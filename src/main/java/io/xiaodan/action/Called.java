package io.xiaodan.action;

import io.xiaodan.form.Form;

/**
 * A rule that an action calls.
 *
 * @param rule its key, which nobody has looked up yet
 * @param form of the record it is called for
 * @param own whether that is the record at hand, which is always there
 * @param place of the key in the artifact, such as {@code steps.call.rule}
 */
public record Called(String rule, Form form, boolean own, String place) {}
