package io.xiaodan.web.reconcile;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From the file of a bank to a settled order, and what a customer is told of it. */
class ReconcileTests extends Books {

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  private byte[] wechat(String payer, String remark, String amount, String number) {
    String titles =
        """
        微信支付账单明细,,,,,,,,
        微信昵称：[小单],,,,,,,,
        起始时间：[2026-11-01 00:00:00] 终止时间：[2026-11-30 23:59:59],,,,,,,,
        导出类型：[全部],,,,,,,,
        ,,,,,,,,
        共3笔记录,,,,,,,,
        收入：1笔 1.00元,,,,,,,,
        ----------------------微信支付账单明细列表--------------------,,,,,,,,
        交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
        """;
    return ("\uFEFF"
            + titles
            + "2026-11-20 10:00:00,转账,%s,\"转账备注:%s\",收入,¥%s,/,已存入零钱,\"%s\t\",\"/\",\"/\"\n"
                .formatted(payer, remark, amount, number)
            + "2026-11-20 11:00:00,商户消费,打印店,耗材,支出,¥10.00,零钱,支付成功,\"%s1\t\",\"/\",\"/\"\n"
                .formatted(number)
            + "2026-11-20 12:00:00,转账,谁,退,收入,¥5.00,零钱,已全额退款,\"%s2\t\",\"/\",\"/\"\n"
                .formatted(number))
        .getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode line(String transaction) {
    return ok(200, finance.get("/api/reconcile/lines"))
        .path("lines")
        .valueStream()
        .filter(line -> line.path("number").asString().equals(transaction))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> decision(JsonNode line, boolean learn) {
    JsonNode best = line.path("proposals").path(0);
    return Map.of(
        "rev", line.path("rev").asLong(),
        "customer", best.path("customer").asString(),
        "shares", best.path("shares"),
        "learn", learn,
        "tier", best.path("tier").asString(),
        "confidence", best.path("confidence").asInt(),
        "reason", best.path("reasons").path(0).asString());
  }

  @Test
  void bringsAWeChatBillInOnceMatchesItAndSettlesTheOrder() {
    String customer = customer("微信客户" + number, Map.of());
    JsonNode order = order(customer, "321.5");
    String no = "10000" + number + "001";
    byte[] bill = wechat("老王", "货款" + order.path("title").asString(), "321.50", no);
    JsonNode report = ok(200, finance.upload("/api/reconcile/statements", "微信.csv", bill));
    assertThat(report.path("layout").asString()).isEqualTo("WeChat Pay bill");
    assertThat(report.path("imported").asInt()).isEqualTo(2);
    assertThat(report.path("incoming").asInt()).isEqualTo(1);
    assertThat(report.path("leftOut").asInt()).as("refunded").isEqualTo(1);
    JsonNode again = ok(200, finance.upload("/api/reconcile/statements", "微信.csv", bill));
    assertThat(again.path("imported").asInt()).isZero();
    assertThat(again.path("known").asInt()).isEqualTo(2);
    JsonNode line = line(no);
    assertThat(line.path("sure").asBoolean()).isTrue();
    assertThat(line.path("proposals").path(0).path("reasons").toString())
        .contains(order.path("title").asString());
    JsonNode accepted =
        ok(
            200,
            finance.post(
                "/api/reconcile/lines/" + line.path("id").asString() + "/accept",
                decision(line, true)));
    await("orders", id(order), Map.of("paid_amount", "321.50", "payment_status", "settled"));
    JsonNode receipt = values("payments", accepted.path("receipt").asString());
    assertThat(receipt.path("unapplied").asString()).isEqualTo("0.00");
    assertThat(receipt.path("channel").asString()).isEqualTo("wechat");
    assertThat(values("customers", customer).path("payers").toString()).contains("老王");
    assertThat(
            finance
                .post(
                    "/api/reconcile/lines/" + line.path("id").asString() + "/accept",
                    decision(line, false))
                .status())
        .as("twice")
        .isEqualTo(409);
    ok(200, finance.post("/api/reconcile/lines/" + line.path("id").asString() + "/undo", Map.of()));
    await("orders", id(order), Map.of("paid_amount", "0.00", "payment_status", "unpaid"));
    assertThat(line(no).path("proposals").path(0).path("confidence").asInt())
        .as("the name was learnt")
        .isEqualTo(99);
  }

  @Test
  void readsAnAlipayBillInItsOwnCharsetAndABankStatement() {
    String customer = customer("东莞支付宝商行" + number, Map.of());
    order(customer, "88.88");
    String no = "2026" + number + "002200";
    String bill =
        """
        ------------------------------------------------------------------------------------
        导出信息：
        姓名：张三
        起始时间：[2026-11-01 00:00:00]    终止时间：[2026-11-30 23:59:59]
        共1笔记录
        ------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------
        交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,
        2026-11-21 09:00:00,转账红包,东莞支付宝商行%d,abc***@x.com,货款,收入,88.88,余额,交易成功,%s\t,\t,,
        """
            .formatted(number, no);
    JsonNode report =
        ok(
            200,
            finance.upload(
                "/api/reconcile/statements",
                "alipay.csv",
                bill.getBytes(Charset.forName("GB18030"))));
    assertThat(report.path("layout").asString()).isEqualTo("Alipay bill");
    assertThat(line(no).path("proposals").path(0).path("tier").asString()).isEqualTo("amount");
    String bank =
        """
        交易日期,摘要,收入,支出,余额,对方户名,对方账号,交易流水号
        20261122,货款,"1,234.56",,9999.00,不认识的公司,6222,B%1$d1
        20261123,手续费,,5.00,9994.00,银行,,B%1$d2
        合计,,1234.56,5.00,,,,
        """
            .formatted(number);
    JsonNode second =
        ok(
            200,
            finance.upload(
                "/api/reconcile/statements", "b.csv", bank.getBytes(StandardCharsets.UTF_8)));
    assertThat(second.path("imported").asInt()).isEqualTo(2);
    assertThat(second.path("leftOut").asInt()).isEqualTo(1);
    assertThat(line("B" + number + "1").path("amount").asString()).isEqualTo("1234.56");
    Answer unknown =
        finance.upload(
            "/api/reconcile/statements", "x.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(
            sales
                .upload("/api/reconcile/statements", "b.csv", bank.getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(403);
  }

  @Test
  void allocatesNoMoreThanIsOwedNorToSomebodyElse() {
    String customer = customer("多付客户" + number, Map.of());
    String other = customer("别的客户" + number, Map.of());
    JsonNode mine = order(customer, "100");
    JsonNode theirs = order(other, "50");
    String no = "10000" + number + "003";
    ok(200, finance.upload("/api/reconcile/statements", "w.csv", wechat("谁", "无", "120.00", no)));
    JsonNode line = line(no);
    String path = "/api/reconcile/lines/" + line.path("id").asString() + "/accept";
    for (Map<String, String> share :
        List.of(
            Map.of("item", id(mine), "amount", "100.01"),
            Map.of("item", id(theirs), "amount", "50"),
            Map.of("item", id(mine), "amount", "90", "difference", "10"),
            Map.of("item", id(mine), "amount", "-1"))) {
      Answer refused =
          finance.post(
              path,
              Map.of(
                  "rev",
                  line.path("rev").asLong(),
                  "customer",
                  customer,
                  "shares",
                  List.of(share)));
      assertThat(refused.status()).as(share.toString()).isEqualTo(422);
    }
    JsonNode accepted =
        ok(
            200,
            finance.post(
                path,
                Map.of(
                    "rev",
                    line.path("rev").asLong(),
                    "customer",
                    customer,
                    "shares",
                    List.of(Map.of("item", id(mine), "amount", "100")))));
    assertThat(values("payments", accepted.path("receipt").asString()).path("unapplied").asString())
        .isEqualTo("20.00");
    String from = today.minusDays(3).toString();
    String to = today.plusDays(1).toString();
    JsonNode statement =
        ok(
                200,
                finance.get(
                    "/api/reconcile/statement?customer="
                        + customer
                        + "&from="
                        + from
                        + "&to="
                        + to))
            .path("statement");
    assertThat(new BigDecimal(statement.path("closing").asString())).isEqualByComparingTo("-20");
  }

  @Test
  void sendsAStatementThatACustomerDisputesAndAcceptsByItsLink() {
    String customer = customer("对账客户" + number, Map.of());
    JsonNode first = order(customer, "100");
    order(customer, "200");
    String query =
        "?customer=%s&from=%s&to=%s".formatted(customer, today.minusDays(2), today.plusDays(1));
    JsonNode made =
        ok(200, finance.post("/api/reconcile/statement/link" + query, Map.of())).path("link");
    String address = "/api/public/statements/" + made.path("path").asString().substring(3);
    Browser visitor = new Browser(port).with("Accept-Language", "zh-CN");
    JsonNode seen = ok(200, visitor.get(address));
    assertThat(seen.path("statement").path("lines").size()).isEqualTo(2);
    assertThat(seen.toString()).doesNotContain("微信客户", "多付客户");
    String key = seen.path("statement").path("lines").path(0).path("key").asString();
    order(customer, "7");
    assertThat(ok(200, visitor.get(address)).path("statement").path("lines").size())
        .as("what was sent stays as it was sent")
        .isEqualTo(2);
    assertThat(
            visitor
                .post(address + "/answers", Map.of("line", key, "accepted", false, "text", ""))
                .status())
        .isEqualTo(422);
    assertThat(
            visitor.post(address + "/answers", Map.of("line", "item:x", "accepted", true)).status())
        .isEqualTo(404);
    ok(
        200,
        visitor.post(address + "/answers", Map.of("line", key, "accepted", false, "text", "少了一箱")));
    assertThat(ok(200, finance.get("/api/tasks?state=open")).toString())
        .contains("对账异议：对账客户" + number, "少了一箱", first.path("title").asString());
    assertThat(visitor.post(address + "/confirmation", Map.of("name", "李")).status())
        .isEqualTo(409);
    ok(200, visitor.post(address + "/answers", Map.of("line", key, "accepted", true)));
    assertThat(
            ok(200, visitor.post(address + "/confirmation", Map.of("name", "李")))
                .path("confirmed")
                .asBoolean())
        .isTrue();
    Answer pdf = finance.get("/api/reconcile/statement.pdf" + query);
    assertThat(pdf.text()).startsWith("%PDF");
    Answer sheet = finance.get("/api/reconcile/statement.xlsx" + query);
    assertThat(sheet.text()).startsWith("PK");
    ok(200, finance.post("/api/reconcile/statement/revoke" + query, Map.of()));
    assertThat(visitor.get(address).json().path("code").asString()).isEqualTo("link.revoked");
    assertThat(
            visitor
                .get("/api/public/tracking/" + address.substring(address.lastIndexOf('/') + 1))
                .status())
        .as("a statement's link opens no order")
        .isEqualTo(404);
    assertThat(sales.get("/api/reconcile/statement" + query).status()).isEqualTo(403);
  }
}
