package io.xiaodan.ledger;

import io.xiaodan.kernel.Label;

/**
 * A number kept for each combination of dimensions.
 *
 * @param key its name in formulas, and that of its column
 * @param scale places after the point; what is posted is rounded half-up to it
 * @param expected whether it holds what is still to come: once its day has passed it does not count
 *     in what is foreseen
 */
public record Account(String key, Label label, int scale, boolean expected) {}
