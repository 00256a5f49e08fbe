package io.xiaodan.web.amendment;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Confirmed orders are changed by proposals: seen beforehand, decided, applied whole or not. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmendmentTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Shop shop;

  @BeforeAll
  void open() {
    shop = new Shop(port, people);
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> balances(JsonNode impact) {
    return impact
        .path("balances")
        .valueStream()
        .flatMap(balance ->
            balance
                .path("figures")
                .valueStream()
                .map(figure ->
                    balance.path("ledger").asString()
                        + "."
                        + figure.path("key").asString()
                        + " "
                        + figure.path("before").asString()
                        + " → "
                        + figure.path("after").asString()))
        .toList();
  }

  @Test
  void whatIsConfirmedIsNotChangedDirectlyAndTheRestIs() {
    String paper = shop.goods("10", 20);
    JsonNode made = shop.order(shop.line(paper, 3, "10"));
    assertThat(value(made, "document_status")).isEqualTo("approved");
    String path = record("orders", id(made));
    JsonNode order =
        ok(
            200,
            shop.clerk.patch(
                path,
                Map.of("rev", made.path("rev").asLong(), "values", Map.of("address", "空着的可以直接填"))));
    long rev = order.path("rev").asLong();
    Map<String, ?> more = Map.of("lines", shop.quantities(order, 5), "address", "新地址");
    Answer refused = shop.clerk.patch(path, Map.of("rev", rev, "values", more));
    assertThat(violations(refused))
        .containsExactly("address amendment.only_proposed", "lines amendment.only_proposed");
    assertThat(shop.order(id(order)).path("rev").asLong()).isEqualTo(rev);
    ok(200, shop.clerk.patch(path, Map.of("rev", rev, "values", Map.of("remark", "加急"))));
    JsonNode standing = ok(200, shop.clerk.get(path + "/amendments"));
    assertThat(standing.path("isProtected").asBoolean()).isTrue();
    assertThat(standing.path("proposes").asBoolean()).isTrue();
    assertThat(ok(200, shop.warehouse.get(path + "/amendments")).path("proposes").asBoolean())
        .isFalse();
    assertThat(shop.propose(shop.warehouse, shop.order(id(order)), more).status()).isEqualTo(403);
  }

  @Test
  void aDraftIsChangedDirectlyAsBefore() {
    String paper = shop.goods("9000", 20);
    JsonNode order = shop.order(shop.line(paper, 1, "9000"));
    assertThat(value(order, "document_status")).isEqualTo("pending");
    Answer direct =
        shop.clerk.patch(
            record("orders", id(order)),
            Map.of(
                "rev",
                order.path("rev").asLong(),
                "values",
                Map.of("lines", shop.quantities(order, 2))));
    assertThat(direct.status()).isEqualTo(200);
    Answer proposed =
        shop.propose(shop.clerk, direct.json(), Map.of("lines", shop.quantities(direct.json(), 3)));
    assertThat(proposed.status()).isEqualTo(409);
    assertThat(proposed.json().path("code").asString()).isEqualTo("amendment.not_needed");
  }

  @Test
  void whatNobodyHasToDecideIsAppliedAtOnceAndKeptInHistory() {
    String paper = shop.goods("10", 20);
    JsonNode order = shop.order(shop.line(paper, 3, "10"));
    JsonNode impact = shop.impact(shop.clerk, order, Map.of("lines", shop.quantities(order, 5)));
    assertThat(impact.path("figures").path(0).path("before").asString()).isEqualTo("30.00");
    assertThat(impact.path("figures").path(0).path("after").asString()).isEqualTo("50.00");
    assertThat(impact.path("figures").path(0).path("difference").asString()).isEqualTo("+20.00");
    assertThat(impact.path("ahead")).isEmpty();
    assertThat(balances(impact))
        .contains("fulfilment.ordered 3 → 5", "stock.reserved 3 → 5", "stock.free 17 → 15");
    assertThat(shop.order(id(order)).path("rev").asLong()).isEqualTo(order.path("rev").asLong());
    JsonNode done =
        ok(201, shop.propose(shop.clerk, order, Map.of("lines", shop.quantities(order, 5))));
    assertThat(done.path("state").asString()).isEqualTo("applied");
    JsonNode after = shop.order(id(order));
    assertThat(value(after, "amount")).isEqualTo("50.00");
    JsonNode event =
        ok(200, shop.director.get(record("orders", id(order)) + "/history")).path("items").path(0);
    assertThat(event.path("origin").asString()).isEqualTo("proposal");
    assertThat(event.path("cause").asString()).isEqualTo(id(done));
    assertThat(done.path("rev").asLong()).isEqualTo(after.path("rev").asLong());
  }

  @Test
  void aDifferenceThatNeedsAgreementWaitsForItAndThenHappensAtOnce() {
    String paper = shop.goods("1000", 20);
    JsonNode order = shop.order(shop.line(paper, 3, "1000"));
    Map<String, ?> wish = Map.of("lines", shop.quantities(order, 6));
    JsonNode impact = shop.impact(shop.clerk, order, wish);
    assertThat(impact.path("ahead").path(0).path("node").asString()).contains("director");
    JsonNode proposal = ok(201, shop.propose(shop.clerk, order, wish));
    assertThat(proposal.path("state").asString()).isEqualTo("proposed");
    assertThat(value(shop.order(id(order)), "amount")).isEqualTo("3000.00");
    JsonNode seen = ok(200, shop.director.get("/api/amendments/" + id(proposal)));
    assertThat(balances(seen.path("impact"))).contains("receivable.ordered 3000 → 6000");
    assertThat(shop.decide(shop.clerk, proposal, "approve").status()).isEqualTo(404);
    ok(200, shop.decide(shop.director, proposal, "approve"));
    assertThat(shop.state(proposal)).isEqualTo("applied");
    assertThat(value(shop.order(id(order)), "amount")).isEqualTo("6000.00");
    assertThat(value(shop.order(id(order)), "document_status")).isEqualTo("approved");
  }

  @Test
  void whatIsRefusedOrTakenBackChangesNothing() {
    String paper = shop.goods("1000", 20);
    JsonNode order = shop.order(shop.line(paper, 3, "1000"));
    Map<String, ?> wish = Map.of("lines", shop.quantities(order, 6));
    JsonNode refused = ok(201, shop.propose(shop.clerk, order, wish));
    ok(200, shop.decide(shop.director, refused, "reject"));
    assertThat(shop.state(refused)).isEqualTo("refused");
    JsonNode withdrawn = ok(201, shop.propose(shop.clerk, order, wish));
    String path = "/api/amendments/" + id(withdrawn);
    assertThat(shop.director.post(path + "/withdraw", Map.of()).status()).isEqualTo(403);
    ok(200, shop.clerk.post(path + "/withdraw", Map.of()));
    assertThat(shop.state(withdrawn)).isEqualTo("withdrawn");
    assertThat(shop.clerk.post(path + "/withdraw", Map.of()).status()).isEqualTo(409);
    JsonNode flow = ok(200, shop.director.get(record("order_changes", id(withdrawn)) + "/flow"));
    assertThat(flow.path("current")).isEmpty();
    assertThat(shop.order(id(order)).path("rev").asLong()).isEqualTo(order.path("rev").asLong());
  }

  @Test
  void aLimitThatBlocksIsToldWithNumbersBeforehandAndWhenItBlocksOnlyAtTheDecision() {
    String paper = shop.goods("1000", 8);
    JsonNode order = shop.order(shop.line(paper, 3, "1000"));
    JsonNode blocked = shop.impact(shop.clerk, order, Map.of("lines", shop.quantities(order, 9)));
    assertThat(blocked.path("refusals").path(0).path("message").asString())
        .contains("5")
        .contains("6");
    assertThat(blocked.path("figures").path(0).path("after").asString()).isEqualTo("9000.00");
    assertThat(shop.propose(shop.clerk, order, Map.of("lines", shop.quantities(order, 9))).status())
        .isEqualTo(422);
    JsonNode proposal =
        ok(201, shop.propose(shop.clerk, order, Map.of("lines", shop.quantities(order, 8))));
    shop.order(shop.line(paper, 1, "1000"));
    Answer late = shop.decide(shop.director, proposal, "approve");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asString()).isEqualTo("amendment.not_possible");
    assertThat(late.json().path("detail").asString()).contains("4").contains("5");
    assertThat(shop.state(proposal)).isEqualTo("proposed");
    assertThat(value(shop.order(id(order)), "amount")).isEqualTo("3000.00");
  }

  @Test
  void nothingGoesBelowWhatWasDeliveredOrInvoiced() {
    String paper = shop.goods("10", 20);
    JsonNode order = shop.order(shop.line(paper, 6, "10"));
    create(
        shop.warehouse,
        "deliveries",
        Map.of(
            "order",
            id(order),
            "status",
            "shipped",
            "lines",
            List.of(Map.of("product", paper, "quantity", 4, "warehouse", shop.place))));
    create(
        shop.finance,
        "invoices",
        Map.of(
            "order",
            id(order),
            "invoice_no",
            "FP" + System.nanoTime(),
            "lines",
            List.of(Map.of("product", paper, "quantity", 5, "price", "10"))));
    await(() -> "50.00".equals(value(shop.order(id(order)), "invoiced_amount")));
    JsonNode now = shop.order(id(order));
    List<String> delivered = refusals(shop.impact(shop.director, now, quantity(now, 3)));
    assertThat(delivered)
        .anySatisfy(text -> assertThat(text).contains("still to ship").contains("2").contains("3"));
    assertThat(delivered).anySatisfy(text -> assertThat(text).contains("50").contains("30"));
    assertThat(refusals(shop.impact(shop.director, now, quantity(now, 4))))
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).contains("50").contains("40"),
            text -> assertThat(text).contains("left to invoice 10, needed 20"));
    assertThat(shop.propose(shop.clerk, now, quantity(now, 4)).status()).isEqualTo(422);
    JsonNode done = ok(201, shop.propose(shop.clerk, now, quantity(now, 5)));
    assertThat(done.path("state").asString()).isEqualTo("applied");
  }

  private Map<String, ?> quantity(JsonNode order, int quantity) {
    return Map.of("lines", shop.quantities(order, quantity));
  }

  private static List<String> refusals(JsonNode impact) {
    return impact
        .path("refusals")
        .valueStream()
        .map(each -> each.path("message").asString())
        .toList();
  }

  @Test
  void whatOthersChangeElsewhereStaysAndWhatTheyChangeInTheSamePlaceOvertakes() {
    String paper = shop.goods("1000", 50);
    JsonNode order = shop.order(List.of(shop.line(paper, 1, "1000"), shop.line(paper, 2, "1000")));
    JsonNode first = ok(201, shop.propose(shop.clerk, order, wish(order, 4, 2)));
    JsonNode second = ok(201, shop.propose(shop.clerk, order, wish(order, 1, 5)));
    JsonNode third = ok(201, shop.propose(shop.clerk, order, wish(order, 5, 2)));
    JsonNode address = ok(201, shop.propose(shop.clerk, order, Map.of("address", "上海路 9 号")));
    assertThat(address.path("state").asString()).isEqualTo("applied");
    ok(200, shop.decide(shop.director, first, "approve"));
    Answer same = shop.decide(shop.director, third, "approve");
    assertThat(same.status()).isNotEqualTo(200);
    await(() -> "overtaken".equals(shop.state(third)));
    JsonNode pending = ok(200, shop.director.get("/api/amendments/" + id(second)));
    assertThat(pending.path("state").asString()).isEqualTo("proposed");
    ok(200, shop.decide(shop.director, second, "approve"));
    JsonNode after = shop.order(id(order));
    assertThat(value(after, "amount")).isEqualTo("9000.00");
    assertThat(value(after, "address")).isEqualTo("上海路 9 号");
    assertThat(after.path("values").path("lines").path(0).path("quantity").asString())
        .isEqualTo("4.000");
    assertThat(after.path("values").path("lines").path(1).path("quantity").asString())
        .isEqualTo("5.000");
  }

  private Map<String, ?> wish(JsonNode order, Object... quantities) {
    return Map.of("lines", shop.quantities(order, quantities));
  }

  @Test
  void ofTwoThatAreAgreedAtOnceOneWinsAndNothingIsHalf() throws Exception {
    String paper = shop.goods("1000", 50);
    JsonNode order = shop.order(shop.line(paper, 3, "1000"));
    List<JsonNode> proposals =
        List.of(
            ok(201, shop.propose(shop.clerk, order, wish(order, 6))),
            ok(201, shop.propose(shop.clerk, order, wish(order, 8))));
    CyclicBarrier together = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<Answer>> answers =
          proposals.stream()
              .map(each ->
                  threads.submit(() -> {
                    together.await();
                    return shop.decide(shop.director, each, "approve");
                  }))
              .toList();
      List<Integer> statuses =
          answers.stream().map(AmendmentTests::result).map(Answer::status).sorted().toList();
      assertThat(statuses.getFirst()).isEqualTo(200);
      assertThat(statuses.getLast()).isIn(404, 409, 503);
    }
    List<String> states = proposals.stream().map(shop::state).toList();
    assertThat(states).containsOnlyOnce("applied");
    int winner = states.indexOf("applied");
    assertThat(value(shop.order(id(order)), "amount"))
        .isEqualTo(winner == 0 ? "6000.00" : "8000.00");
    await(() -> "overtaken".equals(shop.state(proposals.get(1 - winner))));
  }

  private static Answer result(Future<Answer> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsOnlyKeptIsSubmittedLaterAndProposalsAreMadeOnTheirRecordsAlone() {
    String paper = shop.goods("10", 20);
    JsonNode order = shop.order(shop.line(paper, 3, "10"));
    JsonNode draft =
        ok(
            201,
            shop.clerk.post(
                Shop.amendments(order),
                Map.of(
                    "rev",
                    order.path("rev").asLong(),
                    "values",
                    wish(order, 4),
                    "reason",
                    "先存着",
                    "draft",
                    true)));
    assertThat(draft.path("state").asString()).isEqualTo("draft");
    JsonNode items = ok(200, shop.clerk.get(Shop.amendments(order))).path("items");
    assertThat(items.valueStream().map(item -> id(item)).toList()).containsExactly(id(draft));
    ok(200, shop.clerk.post("/api/amendments/" + id(draft) + "/submit", Map.of()));
    assertThat(value(shop.order(id(order)), "amount")).isEqualTo("40.00");
    Answer none =
        shop.clerk.post(
            Shop.amendments(order),
            Map.of(
                "rev",
                shop.order(id(order)).path("rev").asLong(),
                "values",
                wish(shop.order(id(order)), 4),
                "reason",
                " "));
    assertThat(violations(none)).containsExactly("reason amendment.reason", " amendment.nothing");
    Answer stale = shop.propose(shop.clerk, order, wish(order, 9));
    assertThat(stale.status()).isEqualTo(409);
    Answer byHand =
        shop.director.post(
            records("order_changes"), Map.of("values", Map.of("order", id(order), "reason", "x")));
    assertThat(byHand.status()).isIn(403, 409);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
