package io.xiaodan.web.reconcile;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When money is due, how old it is, and what tax is in it. */
class MoneyFormsTests extends Books {

  /** Vectors of the domain: delivered on 3 and 31 January, monthly 30: both due on 2 March. */
  @Test
  void knowsWhenAnOrderIsDueByItsTerms() {
    String monthly = customer("月结客户" + number, Map.of("terms", "monthly", "terms_days", "30"));
    String cut =
        customer(
            "廿五客户" + number, Map.of("terms", "monthly", "terms_days", "30", "cutoff_day", "25"));
    String cash = customer("现结客户" + number, Map.of("terms", "cod"));
    String deposit = customer("定金客户" + number, Map.of("terms", "deposit", "deposit_percent", "20"));
    assertThat(due(monthly, "2026-01-03")).isEqualTo("2026-03-02");
    assertThat(due(monthly, "2026-01-31")).isEqualTo("2026-03-02");
    assertThat(due(monthly, "2026-02-01")).isEqualTo("2026-03-30");
    assertThat(due(cut, "2026-01-25")).isEqualTo("2026-02-24");
    assertThat(due(cut, "2026-01-26")).isEqualTo("2026-03-27");
    assertThat(due(cash, "2026-01-26")).isEqualTo("2026-01-26");
    JsonNode order = order(deposit, "1234.55");
    assertThat(values("orders", id(order)).path("deposit_amount").asString()).isEqualTo("246.91");
  }

  private String due(String customer, String delivered) {
    JsonNode order =
        create(
            sales,
            "orders",
            Map.of(
                "customer",
                customer,
                "order_date",
                "2026-01-01",
                "promised_date",
                delivered,
                "lines",
                List.of(Map.of("product", product, "quantity", "1", "price", "9"))));
    return values("orders", id(order)).path("due_date").asString();
  }

  @Test
  void tellsHowOldWhatIsOwedIsAsOfAnyDay() {
    String customer = customer("账龄客户" + number, Map.of("terms", "cod"));
    for (String[] one :
        new String[][] {{"2026-01-01", "10"}, {"2026-02-15", "20"}, {"2026-03-20", "40"}}) {
      create(
          sales,
          "orders",
          Map.of(
              "customer",
              customer,
              "order_date",
              one[0],
              "promised_date",
              one[0],
              "lines",
              List.of(Map.of("product", product, "quantity", "1", "price", one[1]))));
    }
    assertThat(buckets(customer, "2026-03-31", "30,60")).isEqualTo("0 40.00 20.00 10.00");
    assertThat(buckets(customer, "2026-03-20", "30,60")).isEqualTo("40.00 0 20.00 10.00");
    assertThat(buckets(customer, "2026-03-19", "30,60")).isEqualTo("0 0 20.00 10.00");
    assertThat(buckets(customer, "2026-03-02", "60")).isEqualTo("0 30.00 0");
    assertThat(finance.get("/api/reconcile/ageing?buckets=60,30").status()).isEqualTo(422);
    assertThat(finance.get("/api/reconcile/ageing?base=weight").status()).isEqualTo(422);
    assertThat(sales.get("/api/reconcile/ageing").status()).isEqualTo(403);
  }

  private String buckets(String customer, String asOf, String bounds) {
    JsonNode answer =
        ok(200, finance.get("/api/reconcile/ageing?asOf=" + asOf + "&buckets=" + bounds));
    StringBuilder text = new StringBuilder();
    for (JsonNode row : answer.path("rows")) {
      if (row.path("customer").asString().equals(customer)) {
        row.path("buckets").forEach(one -> text.append(one.asString()).append(' '));
      }
    }
    return text.toString().strip();
  }

  /** Vectors of the domain, tax from both sides, and a red invoice that takes it back. */
  @Test
  void keepsGrossAsNetPlusTaxBothWaysAndRed() {
    String order = id(order(customer("税客户" + number, Map.of()), "10000"));
    for (String[] one :
        new String[][] {
          {"gross", "113", "13", "100.00", "13.00"}, {"gross", "100", "1", "99.01", "0.99"},
          {"gross", "100", "6", "94.34", "5.66"}, {"gross", "100", "9", "91.74", "8.26"},
          {"gross", "100", "13", "88.50", "11.50"}, {"net", "100", "13", "100.00", "13.00"}
        }) {
      JsonNode invoice = invoice(order, one[0], one[1], one[2], "1", Map.of());
      JsonNode made = values("invoices", id(invoice));
      assertThat(made.path("net").asString()).as(String.join(" ", one)).isEqualTo(one[3]);
      assertThat(made.path("tax").asString()).isEqualTo(one[4]);
      assertThat(new BigDecimal(made.path("gross").asString()))
          .isEqualByComparingTo(new BigDecimal(one[3]).add(new BigDecimal(one[4])));
    }
    JsonNode blue = invoice(order, "gross", "113", "13", "1", Map.of());
    JsonNode red =
        invoice(
            order,
            "gross",
            "113",
            "13",
            "-1",
            Map.of("direction", "red", "reverses", id(blue), "red_reason", "退货"));
    assertThat(values("invoices", id(red)).path("gross").asString()).isEqualTo("-113.00");
    assertThat(values("invoices", id(red)).path("tax").asString()).isEqualTo("-13.00");
    Answer without =
        finance.post(
            Company.records("invoices"),
            Map.of(
                "values",
                Map.of(
                    "invoice_no",
                    "W" + number,
                    "order",
                    order,
                    "direction",
                    "red",
                    "amount",
                    "-5")));
    assertThat(without.status()).as("a red one names what it reverses").isEqualTo(422);
  }

  private int invoices;

  private JsonNode invoice(
      String order,
      String basis,
      String price,
      String rate,
      String quantity,
      Map<String, String> more) {
    Map<String, Object> values = new LinkedHashMap<>(more);
    values.put("invoice_no", "I" + number + "-" + ++invoices);
    values.put("order", order);
    values.put("basis", basis);
    values.put(
        "lines",
        List.of(Map.of("description", "纸", "quantity", quantity, "price", price, "rate", rate)));
    return create(finance, "invoices", values);
  }
}
