package io.xiaodan.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which records may be chosen for a reference while a record is being filled.
 *
 * @param field the reference: {@code contact}, or {@code lines.product}
 * @param record the record that is being changed; null for a new one
 * @param values fields of the head as they stand on the screen, an object; what is missing is as it
 *     is stored
 * @param row the row the reference stands in, likewise, with its {@code id} where it is stored
 * @param search part of what is looked for; null for anything
 * @param limit at most so many
 */
public record ChoiceQuestion(
    String field,
    @Nullable UUID record,
    JsonNode values,
    JsonNode row,
    @Nullable String search,
    int limit) {}
