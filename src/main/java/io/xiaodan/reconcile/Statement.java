package io.xiaodan.reconcile;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What was owed and paid by a customer in a period 对账单. Opening + debits − credits = closing, and
 * closing is what is open on its last day less what was paid ahead.
 *
 * @param lines in the order of their days
 */
public record Statement(
    UUID customer,
    String name,
    LocalDate from,
    LocalDate to,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal opening,
    List<Line> lines,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal debits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal credits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal closing) {

  /**
   * One line.
   *
   * @param key by which it is known again
   * @param kind {@code item}, {@code receipt} or {@code difference}
   * @param debit what is owed more
   * @param credit what is owed less
   * @param balance after it
   */
  public record Line(
      String key,
      LocalDate day,
      String kind,
      String number,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal debit,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal credit,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal balance) {}
}
