package io.xiaodan.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a condition that AND, OR and NOT join, and what came of it.
 *
 * @param text the part as it was written
 * @param value its result; null for empty, which counts as false
 * @param reads the fields it reads and their values; lists and records are left out
 */
public record Clause(String text, @Nullable Object value, Map<Path, @Nullable Object> reads) {}
