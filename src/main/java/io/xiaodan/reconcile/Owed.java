package io.xiaodan.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer owes, as of a day.
 *
 * @param date day it is owed since
 * @param due day it is to be paid by; the day it is owed since where none is known
 * @param delivered day its goods were signed for; null for not yet
 * @param received what came in for it by that day, differences that were let go included
 * @param deposit agreed as deposit; zero for none
 * @param references numbers a payer may write
 */
public record Owed(
    UUID id,
    String title,
    UUID customer,
    LocalDate date,
    LocalDate due,
    @Nullable LocalDate delivered,
    BigDecimal amount,
    BigDecimal received,
    BigDecimal deposit,
    List<String> references) {

  /** What is still open. */
  public BigDecimal open() {
    return amount.subtract(received);
  }
}
