package io.xiaodan.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL with {@code ?} for its values, to be made part of a larger statement.
 *
 * @param sql the text, the same for every call so that prepared statements can be kept
 * @param binds the values in the order of their marks
 */
public record SqlFragment(String sql, List<@Nullable Object> binds) {}
