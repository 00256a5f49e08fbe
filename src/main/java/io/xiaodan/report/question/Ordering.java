package io.xiaodan.report.question;

/**
 * An order of the answer's rows; empty values come last either way.
 *
 * @param key of a dimension or measure of the last stage
 */
public record Ordering(String key, boolean descending) {}
