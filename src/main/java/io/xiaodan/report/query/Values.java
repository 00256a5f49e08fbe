package io.xiaodan.report.query;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Whether a text can be read as a value by the database. */
final class Values {

  private Values() {}

  /**
   * Refuses what the database could not read.
   *
   * @param type the name of the PostgreSQL type
   */
  static void require(String type, String text) {
    if (!reads(type, text)) {
      throw Problem.of(ProblemKind.MALFORMED, "report.value", "value", text).exception();
    }
  }

  private static boolean reads(String type, String text) {
    try {
      return switch (type) {
        case "uuid" -> UUID.fromString(text).toString().equalsIgnoreCase(text);
        case "numeric" -> new BigDecimal(text).precision() > 0;
        case "date" -> LocalDate.parse(text).getYear() > 0;
        case "timestamptz" -> OffsetDateTime.parse(text).getYear() > 0;
        case "boolean" -> text.equals("true") || text.equals("false");
        default -> text.indexOf('\0') < 0;
      };
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return false;
    }
  }
}
