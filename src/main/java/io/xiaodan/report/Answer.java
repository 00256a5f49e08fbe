package io.xiaodan.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a question was answered.
 *
 * @param rows one value per column: exact numbers, dates and moments as text, records, people and
 *     regions with id and title, an option by its key, what was gathered by how many it is, null
 *     for empty
 * @param total how many rows there are
 * @param limited whether {@code rows} holds fewer
 * @param totals of a pivot
 * @param read how many rows of the source the answer was made of
 * @param asOf the moment for which it holds
 * @param took milliseconds until the database had answered; 0 for what was known already
 * @param cut values that were left out, by dimension
 * @param parameters what each parameter was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Answer(
    @JsonInclude List<AnswerColumn> columns,
    @JsonInclude List<List<@Nullable Object>> rows,
    long total,
    boolean limited,
    List<Total> totals,
    long read,
    Instant asOf,
    long took,
    List<LeftOut> cut,
    Map<String, Object> parameters) {

  /**
   * The rows of one total of a pivot.
   *
   * @param of keys of the dimensions that are not added up
   * @param columns keys of the columns its rows have
   */
  public record Total(
      List<String> of,
      List<String> columns,
      List<List<@Nullable Object>> rows,
      long total,
      boolean limited) {}

  /** Values of a dimension that were left out. */
  public record LeftOut(String dimension, long values) {}

  /** In place of a value: so many of them were gathered in the row. */
  public record Others(long others) {}

  /** A record, person, department or region. */
  public record Titled(String id, String title) {}
}
