package io.xiaodan.batch;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a field becomes.
 *
 * @param value as the record door takes it; JSON null empties the field; null where a formula
 *     decides
 * @param formula over the record as it is before; null where the value is given
 */
public record NewValue(@Nullable JsonNode value, @Nullable String formula) {}
