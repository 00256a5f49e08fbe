package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that a returned sheet says something about.
 *
 * @param number its place in the comparison
 * @param line of the sheet; null for one that is missing there
 * @param kind {@code changed}, {@code new}, {@code missing} (in the sheet) or {@code gone} (from
 *     the form, or out of reach)
 * @param rev revision the comparison saw
 * @param wanted whether it is to happen
 * @param outcome {@code applied}, {@code left}, {@code failed}, {@code undone}, {@code kept} (not
 *     undone, because somebody has changed it since); null before
 * @param revAfter revision the change made; null before
 * @param reason why it failed
 */
public record ReturnedRow(
    int number,
    @Nullable Long line,
    String kind,
    @Nullable UUID record,
    @Nullable Long rev,
    String title,
    List<ReturnedCell> cells,
    boolean wanted,
    @Nullable String outcome,
    @Nullable Long revAfter,
    @Nullable Label reason) {

  public ReturnedRow {
    cells = List.copyOf(cells);
  }
}
