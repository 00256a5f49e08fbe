package io.xiaodan.rule;

import io.xiaodan.kernel.Label;

/**
 * Why something was not done, as it was said at that time.
 *
 * @param code of the sentence
 * @param text the sentence in each language
 */
public record Reason(String code, Label text) {}
