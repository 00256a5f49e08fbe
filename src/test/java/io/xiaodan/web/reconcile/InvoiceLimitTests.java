package io.xiaodan.web.reconcile;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.Invariant;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Invoices stay within their order, whoever makes them at once and by whichever door. */
class InvoiceLimitTests extends Books {

  private static final int CLERKS = 8;

  @Autowired private ObjectProvider<Invariant> invariants;

  private Answer invoice(JsonNode order, String no, String amount, Map<String, String> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("invoice_no", no + number);
    values.put("order", id(order));
    values.put("amount", amount);
    return finance.post(records("invoices"), Map.of("values", values));
  }

  private static String told(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    return answer.json().path("violations").path(0).path("message").asString();
  }

  private String left(JsonNode order) {
    return "%s: left to invoice %s, needed %s"
        .formatted(order.path("title").asString(), "%s", "%s");
  }

  /**
   * Orders that are over-invoiced by the permanent checks, one of the ledger, one of the records.
   */
  private List<String> overInvoiced() {
    return invariants.stream()
        .flatMap(each -> each.check().stream())
        .filter(found ->
            found.invariant().equals("not_over_invoiced")
                || (found.subject().equals("settlement") && found.invariant().equals("limits")))
        .flatMap(found -> found.examples().stream())
        .map(Invariant.Example::text)
        .toList();
  }

  @Test
  void ofManyMadeAtOnceOnlyThosePassThatFitAndTheOthersHearOfWhichOrderHowMuchIsLeft()
      throws Exception {
    JsonNode order = order(customer("同时开票" + number, Map.of()), "1000");
    CyclicBarrier together = new CyclicBarrier(CLERKS);
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService clerks = Executors.newFixedThreadPool(CLERKS)) {
      List<Future<Answer>> all = new ArrayList<>();
      for (int i = 0; i < CLERKS; i++) {
        String no = "TS" + i + "-";
        all.add(
            clerks.submit(() -> {
              together.await();
              return invoice(order, no, "300", Map.of());
            }));
      }
      for (Future<Answer> each : all) {
        answers.add(each.get());
      }
    }
    assertThat(answers.stream().filter(each -> each.status() == 201)).hasSize(3);
    assertThat(answers.stream().filter(each -> each.status() != 201).map(InvoiceLimitTests::told))
        .hasSize(CLERKS - 3)
        .containsOnly(left(order).formatted("100", "300"));
    String blue =
        answers.stream()
            .filter(each -> each.status() == 201)
            .findFirst()
            .map(each -> id(each.json()))
            .orElseThrow();
    assertThat(values("invoices", blue).path("to_invoice").asString()).isEqualTo("100.00");
    assertThat(
            invoice(
                    order,
                    "TR",
                    "-300",
                    Map.of("direction", "red", "reverses", blue, "red_reason", "退货"))
                .status())
        .as("a red one gives room back")
        .isEqualTo(201);
    assertThat(told(invoice(order, "TX", "400.01", Map.of())))
        .isEqualTo(left(order).formatted("400", "400.01"));
    JsonNode last = ok(201, invoice(order, "TY", "400", Map.of()));
    Answer more =
        finance.patch(
            record("invoices", id(last)),
            Map.of("rev", last.path("rev").asLong(), "values", Map.of("amount", "401")));
    assertThat(told(more)).as("an edit").isEqualTo(left(order).formatted("0", "1"));
    await("orders", id(order), Map.of("invoiced_amount", "1000.00", "invoice_status", "invoiced"));
    assertThat(overInvoiced()).doesNotContain(order.path("title").asString());
  }

  @Test
  void anAllowanceOfTheOrderCountsAndAFileThatBringsTooMuchIsRefusedByItsRow() {
    JsonNode order =
        create(
            sales,
            "orders",
            Map.of(
                "customer",
                customer("开票导入" + number, Map.of()),
                "tolerance",
                "5",
                "lines",
                List.of(Map.of("product", product, "quantity", "1", "price", "200"))));
    String title = order.path("title").asString();
    String file =
        """
        发票号码,订单,总额（无明细时填）
        DR1-%1$d,%2$s,150
        DR2-%1$d,%2$s,60.01
        DR3-%1$d,%2$s,60
        """
            .formatted(number, title);
    JsonNode over = imported(file);
    assertThat(over.at("/report/lines/imported").asInt()).as(over.toString()).isEqualTo(2);
    assertThat(over.at("/report/lines/refused").asInt()).isEqualTo(1);
    String refused =
        finance.get("/api/imports/" + over.path("id").asString() + "/refused.csv").text();
    assertThat(refused)
        .contains("DR2-" + number)
        .doesNotContain("DR1-", "DR3-")
        .contains(left(order).formatted("60", "60.01"));
    await("orders", id(order), Map.of("invoiced_amount", "210.00"));
    assertThat(overInvoiced()).doesNotContain(title);
  }

  private JsonNode imported(String csv) {
    String files = "/api/imports/files";
    JsonNode file = ok(201, finance.upload(files, "发票.csv", csv.getBytes(StandardCharsets.UTF_8)));
    String path = files + "/" + file.path("id").asString();
    ObjectNode plan =
        (ObjectNode)
            ok(
                    200,
                    finance.get(
                        path
                            + "/sheets/0/suggestion"
                            + Company.query("header", 1, "form", "invoices")))
                .path("plan");
    String job = "/api/imports/" + id(ok(201, finance.post(path + "/start", plan)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> finance.get(job).json().path("finishedAt").isString());
    return finance.get(job).json();
  }
}
