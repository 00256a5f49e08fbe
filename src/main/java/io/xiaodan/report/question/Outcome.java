package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;

/**
 * A formula over the columns of an answer, row by row.
 *
 * @param afterWindows whether it reads a window, and so is worked out after those
 */
public record Outcome(
    String key, Label label, Formula formula, boolean afterWindows, Shape shape) {}
