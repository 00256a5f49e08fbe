package io.xiaodan.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question was answered.
 *
 * @param rows one value per column: exact numbers, dates and moments as text, records and people
 *     with id and title, an option by its key, null for empty
 * @param total how many rows there are
 * @param limited whether {@code rows} holds fewer
 */
public record Answer(
    List<AnswerColumn> columns, List<List<@Nullable Object>> rows, long total, boolean limited) {}
