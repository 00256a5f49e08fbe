package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number, date or moment made from all rows of a group.
 *
 * @param formula what is gathered of each row; null only for {@link Aggregate#COUNT}
 * @param filter which rows are measured; null for all
 * @param at the share of values below the one wanted, 0 to 1, for {@link Aggregate#PERCENTILE}
 */
public record Measure(
    String key,
    Label label,
    Aggregate aggregate,
    @Nullable Formula formula,
    @Nullable Formula filter,
    BigDecimal at,
    Shape shape) {}
