package io.xiaodan.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a balance is made of, the latest day first.
 *
 * @param total how many entries there are
 */
public record EntryPage(List<Row> rows, long total) {

  /**
   * One entry.
   *
   * @param form key of the record's form; null where another ledger posts, or the record is out of
   *     the reader's reach
   * @param record the record; null likewise
   * @param title its name; null likewise
   * @param rule key of the posting
   * @param quantity in plain digits
   */
  public record Row(
      @Nullable String form,
      @Nullable UUID record,
      @Nullable String title,
      String rule,
      String account,
      LocalDate day,
      String quantity) {}
}
