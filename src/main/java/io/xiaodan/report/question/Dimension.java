package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import org.jspecify.annotations.Nullable;

/**
 * What rows are gathered by.
 *
 * @param bucket the stretch of days a date or moment is put into; null for the value itself
 */
public record Dimension(
    String key, Label label, Formula formula, @Nullable Bucket bucket, Shape shape) {}
