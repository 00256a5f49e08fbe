package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import org.jspecify.annotations.Nullable;

/**
 * A number, date or moment made from all rows of a group.
 *
 * @param formula what is gathered of each row; null only for {@link Aggregate#COUNT}
 */
public record Measure(
    String key, Label label, Aggregate aggregate, @Nullable Formula formula, Shape shape) {}
