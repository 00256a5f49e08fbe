package io.xiaodan.reconcile.match;

import java.time.LocalDate;
import java.util.List;

/**
 * Something a customer owes.
 *
 * @param customer id of who owes it
 * @param cents still open
 * @param references numbers a payer may write: of the order, the invoice, the customer's own
 * @param deposit cents agreed as deposit that are still open; zero for none
 */
public record OpenItem(
    String id,
    String customer,
    LocalDate date,
    LocalDate due,
    long cents,
    List<String> references,
    long deposit) {

  public OpenItem {
    references = List.copyOf(references);
  }
}
