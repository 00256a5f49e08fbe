package io.xiaodan.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column of an answer.
 *
 * @param label in the reader's language
 * @param type number, money, percent, text, boolean, date, datetime, select, reference or person
 * @param role dimension or measure
 * @param scale decimal places a number is kept with; absent when unknown
 * @param bucket day, week, month, quarter or year, of which the value is the first day
 * @param options of a select, as they stand in its field
 * @param form of a reference
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerColumn(
    String key,
    String label,
    String type,
    String role,
    @Nullable Integer scale,
    @Nullable String unit,
    @Nullable String bucket,
    @Nullable JsonNode options,
    @Nullable String form) {}
