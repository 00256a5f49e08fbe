package io.xiaodan.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of records as the API shows them.
 *
 * @param next asks for the page after; null at the end
 */
public record RecordPage(List<Map<String, @Nullable Object>> items, @Nullable String next) {}
