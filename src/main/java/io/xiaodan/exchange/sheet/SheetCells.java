package io.xiaodan.exchange.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What a cell that was written says when it is read again. */
public final class SheetCells {

  private SheetCells() {}

  /** The text of a cell as {@link SheetSource} gives it. */
  public static String text(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case BigDecimal number -> plain(number);
      case SheetWriter.Percent percent -> plain(percent.value()) + "%";
      case LocalDate date -> date.toString();
      case LocalDateTime moment -> SheetDates.text(moment);
      default -> cell.toString().replace("\r\n", "\n");
    };
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
