package io.xiaodan.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database gave for a statement.
 *
 * @param rows values as the JDBC driver gives them
 * @param total rows there are without the limit
 */
record Groups(List<List<@Nullable Object>> rows, long total) {}
