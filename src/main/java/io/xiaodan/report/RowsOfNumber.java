package io.xiaodan.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a number was made of.
 *
 * @param form key of the form the records are of
 * @param lines key of the line items, where the rows are those
 * @param columns what the question reads of each row
 * @param total how many rows there are; absent on later pages
 * @param next where the next page begins; null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowsOfNumber(
    String form,
    @Nullable String lines,
    List<AnswerColumn> columns,
    List<Item> items,
    @Nullable Long total,
    @JsonInclude @Nullable String next) {

  /**
   * One row.
   *
   * @param record id of the record it is, or is in, or that posted it; absent for a balance and for
   *     what another ledger posted
   * @param form key of that record's form, where it is not the page's
   * @param at of a row of a ledger, its dimensions as text
   * @param title its name
   * @param values as answers write them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      @Nullable String record,
      @Nullable String form,
      @Nullable Map<String, String> at,
      String title,
      @JsonInclude List<@Nullable Object> values) {}
}
