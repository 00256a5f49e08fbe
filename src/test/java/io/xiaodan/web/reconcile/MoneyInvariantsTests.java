package io.xiaodan.web.reconcile;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.Invariant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Data that is spoilt behind the product's back is found, with the record that is wrong. */
class MoneyInvariantsTests extends Books {

  @Autowired private ObjectProvider<Invariant> invariants;
  @Autowired private JdbcTemplate database;

  private Invariant.Finding look(String invariant) {
    return invariants.stream()
        .flatMap(each -> each.check().stream())
        .filter(found -> found.subject().equals("receivables"))
        .filter(found -> found.invariant().equals(invariant))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> invoice(JsonNode order, String no, String amount) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("invoice_no", no + number);
    values.put("order", id(order));
    values.put("invoice_date", "2026-03-01");
    values.put("amount", amount);
    return values;
  }

  /** Spoils a record, looks, and puts it right again. */
  private void spoilt(String invariant, String form, String record, String set, String back) {
    long before = look(invariant).offenders();
    String update = "UPDATE w_main.f_" + form + " SET %s WHERE id = ?";
    assertThat(database.update(update.formatted(set), UUID.fromString(record))).isOne();
    Invariant.Finding found = look(invariant);
    database.update(update.formatted(back), UUID.fromString(record));
    assertThat(found.offenders()).as(invariant).isEqualTo(before + 1);
    if (before == 0) {
      assertThat(found.examples())
          .as(invariant)
          .singleElement()
          .satisfies(example -> {
            assertThat(example.form()).isEqualTo(form);
            assertThat(example.record()).hasToString(record);
            assertThat(example.text()).isNotBlank();
          });
    }
    assertThat(look(invariant).offenders()).as(invariant + " put right").isEqualTo(before);
  }

  @Test
  void ofEveryTrackAndOfEveryReceipt() {
    String customer = customer("自证客户" + number, Map.of());
    JsonNode order = order(customer, "1000");
    String blue = id(create(finance, "invoices", invoice(order, "ZB", "600")));
    await("orders", id(order), Map.of("invoiced_amount", "600.00", "invoice_status", "partial"));
    assertThat(
            finance
                .post(records("invoices"), Map.of("values", invoice(order, "ZC", "500")))
                .status())
        .as("more than is left to invoice")
        .isEqualTo(422);
    Map<String, Object> red = invoice(order, "ZR", "-600");
    red.put("direction", "red");
    red.put("reverses", blue);
    red.put("red_reason", "退货");
    create(finance, "invoices", red);
    await(
        "orders",
        id(order),
        Map.of(
            "invoiced_amount", "0.00", "reversed_amount", "600.00", "invoice_status", "reversed"));
    create(finance, "invoices", invoice(order, "ZD", "1000"));
    await("orders", id(order), Map.of("invoiced_amount", "1000.00", "invoice_status", "invoiced"));
    Map<String, Object> paid = new LinkedHashMap<>();
    paid.put("customer", customer);
    paid.put("amount", "400");
    paid.put("status", "succeeded");
    paid.put("allocations", List.of(Map.of("order", id(order), "amount", "400")));
    JsonNode receipt = create(finance, "payments", paid);
    await("orders", id(order), Map.of("paid_amount", "400.00", "payment_status", "partial"));

    spoilt("received", "orders", id(order), "paid_amount = 401", "paid_amount = 400");
    spoilt("invoiced", "orders", id(order), "invoiced_amount = 0", "invoiced_amount = 1000");
    spoilt("not_over_invoiced", "orders", id(order), "amount = 999.99", "amount = 1000");
    spoilt("allocated", "payments", id(receipt), "amount = 399", "amount = 400");

    ok(
        200,
        finance.patch(
            io.xiaodan.support.Company.record("payments", id(receipt)),
            Map.of("rev", receipt.path("rev").asLong(), "values", Map.of("status", "refunded"))));
    await("orders", id(order), Map.of("paid_amount", "0.00", "payment_status", "unpaid"));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("transaction_no", "Z1" + number);
    line.put("booked_at", "2026-03-01T08:00:00Z");
    line.put("amount", "400");
    String matched = id(create(finance, "bank_lines", line));
    spoilt(
        "once",
        "bank_lines",
        matched,
        "status = 'matched', payment = '" + id(receipt) + "', amount = 400.5",
        "status = 'unmatched', payment = NULL, amount = 400");
  }
}
