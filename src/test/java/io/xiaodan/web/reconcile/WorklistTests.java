package io.xiaodan.web.reconcile;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.Invariant;
import io.xiaodan.support.Browser.Answer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What no machine decides: a person does, may be wrong, and takes it back. */
class WorklistTests extends Books {

  @Autowired private ObjectProvider<Invariant> invariants;

  /** The statement of a bank as its counter gives it out, in the charset of its time. */
  private byte[] statement(String mark, String payer) {
    return """
    中国建设银行账户明细信息
    账号,4400 1234 5678,币种,人民币,,,,,
    交易时间,借方发生额（支取）,贷方发生额（收入）,余额,对方户名,对方账号,摘要,备注,账户明细编号-交易流水号
    20261126 09:12:33,,"1,000.00",51000.00,%1$s,6217000099998888,转账存入,货款,%2$s-001
    20261126 11:40:02,,88.00,51088.00,不认识的人,6217,利息,,%2$s-002
    20261126 15:00:00,300.00,,50788.00,房东,6228,房租,,%2$s-003
    """
        .formatted(payer, mark + number)
        .getBytes(Charset.forName("GB18030"));
  }

  private JsonNode waiting(String transaction) {
    return ok(200, finance.get("/api/reconcile/lines"))
        .path("lines")
        .valueStream()
        .filter(line -> line.path("number").asString().equals(transaction))
        .findFirst()
        .orElseThrow();
  }

  private static String path(JsonNode line, String action) {
    return "/api/reconcile/lines/" + line.path("id").asString() + "/" + action;
  }

  private Answer decide(JsonNode line, String customer, Object... shares) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (int i = 0; i < shares.length; i += 3) {
      parts.add(Map.of("item", shares[i], "amount", shares[i + 1], "difference", shares[i + 2]));
    }
    return finance.post(
        path(line, "accept"),
        Map.of(
            "rev",
            line.path("rev").asLong(),
            "customer",
            customer,
            "shares",
            parts,
            "learn",
            true,
            "tier",
            "hand",
            "confidence",
            100,
            "reason",
            "电话问过客户"));
  }

  /** What the permanent checks of money find wrong with these records. */
  private List<String> offenders(String... records) {
    return invariants.stream()
        .filter(each -> each.getClass().getPackageName().equals("io.xiaodan.reconcile"))
        .flatMap(each -> each.check().stream())
        .filter(found -> found.subject().equals("receivables"))
        .flatMap(found ->
            found.examples().stream()
                .filter(example -> List.of(records).contains(String.valueOf(example.record())))
                .map(example -> found.invariant() + " " + example.text()))
        .toList();
  }

  private void refusesWhatDoesNotFit(
      JsonNode line, String customer, JsonNode first, JsonNode second, JsonNode theirs) {
    List<Answer> wrong =
        List.of(
            decide(line, customer, id(first), "600", "0", id(second), "400.01", "0"),
            decide(line, customer, id(first), "600.01", "0"),
            decide(line, customer, id(first), "600", "0", id(theirs), "77", "0"),
            decide(line, customer, id(first), "500", "100"));
    assertThat(wrong).allMatch(answer -> answer.status() == 422);
    assertThat(wrong.get(0).text()).contains("1000.01", "1000.00");
    assertThat(wrong.get(1).text()).contains(first.path("title").asString(), "600.01");
    assertThat(sales.post(path(line, "ignore"), Map.of()).status()).isIn(403, 404);
    assertThat(waiting("A" + number + "-001").path("rev").asLong())
        .as("nothing was changed")
        .isEqualTo(line.path("rev").asLong());
    assertThat(values("customers", customer).path("payers")).isEmpty();
  }

  @Test
  void aPersonSpreadsALineOverOrdersAndTakesItBackAndTheChecksAgreeAtEveryStep() {
    String customer = customer("手工对账客户" + number, Map.of());
    String stranger = customer("另一个客户" + number, Map.of());
    JsonNode first = order(customer, "600");
    JsonNode second = order(customer, "500.03");
    JsonNode theirs = order(stranger, "77");
    JsonNode report =
        ok(
            200,
            finance.upload("/api/reconcile/statements", "建行.csv", statement("A", "付款的人" + number)));
    assertThat(report.path("layout").asString()).isEqualTo("CCB");
    assertThat(report.path("imported").asInt()).isEqualTo(3);
    JsonNode line = waiting("A" + number + "-001");
    assertThat(line.path("sure").asBoolean()).as("nobody of this name is known").isFalse();
    assertThat(ok(200, finance.get("/api/reconcile/items?customer=" + customer)).toString())
        .contains(id(first), id(second))
        .doesNotContain(id(theirs));

    refusesWhatDoesNotFit(line, customer, first, second, theirs);
    String receipt =
        ok(200, decide(line, customer, id(first), "600", "0", id(second), "400", "0.03"))
            .path("receipt")
            .asString();
    await("orders", id(first), Map.of("paid_amount", "600.00", "payment_status", "settled"));
    await("orders", id(second), Map.of("paid_amount", "400.03", "payment_status", "partial"));
    JsonNode stored = values("bank_lines", line.path("id").asString());
    assertThat(stored.path("status").asString()).isEqualTo("matched");
    assertThat(stored.path("match_reason").asString()).isEqualTo("电话问过客户");
    assertThat(values("customers", customer).path("payers").toString()).contains("付款的人" + number);
    assertThat(offenders(id(first), id(second), receipt, line.path("id").asString())).isEmpty();
    assertThat(decide(line, customer, id(second), "100", "0").status()).isEqualTo(409);

    ok(200, finance.post(path(line, "undo"), Map.of()));
    await("orders", id(first), Map.of("paid_amount", "0.00", "payment_status", "unpaid"));
    await("orders", id(second), Map.of("paid_amount", "0.00", "payment_status", "unpaid"));
    assertThat(offenders(id(first), id(second), receipt, line.path("id").asString())).isEmpty();
    assertThat(finance.post(path(line, "undo"), Map.of()).status()).as("twice").isEqualTo(409);
    JsonNode again = waiting("A" + number + "-001");
    assertThat(again.path("proposals").path(0).path("customer").asString())
        .as("the name was learnt")
        .isEqualTo(customer);
    assertThat(
            decide(again, customer, id(second), "500.03", "0", id(first), "499.97", "0").status())
        .as("another decision")
        .isEqualTo(200);
    await("orders", id(second), Map.of("paid_amount", "500.03", "payment_status", "settled"));
    await("orders", id(first), Map.of("paid_amount", "499.97", "payment_status", "partial"));
    assertThat(offenders(id(first), id(second), line.path("id").asString())).isEmpty();
  }

  @Test
  void aLineThatPaysForNothingIsPutAsideAndCanComeBack() {
    ok(200, finance.upload("/api/reconcile/statements", "建行.csv", statement("B", "谁" + number)));
    JsonNode interest = waiting("B" + number + "-002");
    ok(200, finance.post(path(interest, "ignore"), Map.of()));
    assertThat(ok(200, finance.get("/api/reconcile/lines")).toString())
        .doesNotContain(interest.path("id").asString());
    assertThat(finance.post(path(interest, "ignore"), Map.of()).status()).isEqualTo(409);
    assertThat(offenders(interest.path("id").asString())).isEmpty();
    ok(200, finance.post(path(interest, "resume"), Map.of()));
    assertThat(waiting("B" + number + "-002").path("amount").asString()).isEqualTo("88.00");
  }
}
