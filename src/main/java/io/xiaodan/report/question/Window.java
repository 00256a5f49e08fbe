package io.xiaodan.report.question;

import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number that looks at other rows of the answer.
 *
 * @param of key of the column it is made from
 * @param along key of the dimension that gives the order; null where none is needed
 * @param within keys of the dimensions whose values each have a window of their own
 * @param size rows or stretches that a moving average takes
 * @param descending whether the greatest is first
 */
public record Window(
    String key,
    Label label,
    Kind kind,
    String of,
    @Nullable String along,
    List<String> within,
    int size,
    boolean descending,
    Shape shape) {

  public Window {
    within = List.copyOf(within);
  }

  /** What is worked out. */
  public enum Kind {
    RUNNING,
    SHARE,
    RANK,
    CUMULATIVE_SHARE,
    MOVING_AVERAGE,
    PREVIOUS,
    CHANGE,
    CHANGE_RATE,
    YEAR_AGO,
    YEAR_CHANGE,
    YEAR_CHANGE_RATE;

    static Kind of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Whether it needs an order of the rows. */
    public boolean needsOrder() {
      return switch (this) {
        case SHARE, RANK, CUMULATIVE_SHARE -> false;
        case RUNNING,
            MOVING_AVERAGE,
            PREVIOUS,
            CHANGE,
            CHANGE_RATE,
            YEAR_AGO,
            YEAR_CHANGE,
            YEAR_CHANGE_RATE -> true;
      };
    }

    /** Whether it looks one year back. */
    public boolean isOfLastYear() {
      return switch (this) {
        case YEAR_AGO, YEAR_CHANGE, YEAR_CHANGE_RATE -> true;
        case RUNNING,
            SHARE,
            RANK,
            CUMULATIVE_SHARE,
            MOVING_AVERAGE,
            PREVIOUS,
            CHANGE,
            CHANGE_RATE -> false;
      };
    }
  }
}
