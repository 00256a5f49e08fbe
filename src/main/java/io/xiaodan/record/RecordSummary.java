package io.xiaodan.record;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record in a few words, as far as the caller may see it.
 *
 * @param title its name
 * @param values of the fields its list shows, by field, as the API writes them
 */
public record RecordSummary(UUID id, String title, Map<String, @Nullable Object> values) {}
