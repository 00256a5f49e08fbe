package io.xiaodan.report;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database gave for a statement.
 *
 * @param rows values as the JDBC driver gives them
 * @param total rows there are without the limit
 * @param read rows of the source they were made of
 */
record Groups(List<List<@Nullable Object>> rows, long total, BigDecimal read) {}
