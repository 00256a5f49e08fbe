package io.xiaodan.identity;

import io.xiaodan.kernel.Violation;
import java.util.List;

/**
 * What would become of a list of people.
 *
 * @param departments paths of the departments that would be founded
 */
public record StaffReview(List<Row> rows, List<String> departments) {

  public StaffReview {
    rows = List.copyOf(rows);
    departments = List.copyOf(departments);
  }

  /** What becomes of a row. */
  public enum Outcome {
    NEW,
    UPDATE,
    SAME,
    REFUSED
  }

  /**
   * One row.
   *
   * @param row what it says
   * @param login by which the person is known, made from e-mail or phone where the row has none
   * @param problems why it is refused; each names the column
   */
  public record Row(StaffRow row, String login, Outcome outcome, List<Violation> problems) {
    public Row {
      problems = List.copyOf(problems);
    }
  }

  /** Whether nothing is wrong with any row. */
  public boolean isSound() {
    return rows.stream().noneMatch(row -> row.outcome() == Outcome.REFUSED);
  }
}
