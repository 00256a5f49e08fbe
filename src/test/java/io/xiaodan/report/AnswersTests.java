package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Actor;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class AnswersTests {

  private static final String SUM =
      """
      {"source": "deals", "filter": "client.area = \\"south\\"",
       "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}
      """;

  @Autowired private Shop shop;
  @Autowired private Dashboards dashboards;
  @Autowired private Questions questions;
  @Autowired private Inquiries inquiries;
  @Autowired private GroupReader reader;

  @BeforeEach
  void openShop() {
    shop.open();
    shop.deal("client", shop.client("甲", "south"), "amount", "10");
    shop.ask(SUM);
  }

  private String sum(Actor actor) {
    Answer answer =
        Objects.requireNonNull(
            dashboards.data(shop.blueprint(), actor, "shop", List.of("w")).widgets().get("w"));
    return first(answer);
  }

  private static String first(Answer answer) {
    return String.valueOf(answer.rows().getFirst().getFirst());
  }

  @Test
  void asksTheDatabaseOnlyWhenAFormItReadsChanged() {
    assertThat(sum(Shop.boss())).isEqualTo("10.00");
    long before = reader.asked();
    assertThat(sum(Shop.boss())).isEqualTo("10.00");
    shop.changed("goods");
    assertThat(sum(Shop.boss())).isEqualTo("10.00");
    assertThat(reader.asked()).isEqualTo(before);

    shop.deal("client", shop.client("乙", "south"), "amount", "5");
    shop.changed("clients");
    assertThat(sum(Shop.boss())).isEqualTo("15.00");
    assertThat(reader.asked()).isEqualTo(before + 1);
  }

  @Test
  void manyWhoLookAtOnceCostOneQuery() throws Exception {
    long before = reader.asked();
    CountDownLatch together = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> sums =
          IntStream.range(0, 100)
              .mapToObj(i ->
                  threads.submit(() -> {
                    together.await();
                    return sum(Shop.boss());
                  }))
              .toList();
      together.countDown();
      for (Future<String> sum : sums) {
        assertThat(sum.get()).isEqualTo("10.00");
      }
    }
    assertThat(reader.asked()).isEqualTo(before + 1);
  }

  @Test
  void whateverTheRateOfChangesItAsksAtMostTwiceASecond() throws Exception {
    sum(Shop.boss());
    long before = reader.asked();
    long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (System.nanoTime() < end) {
      shop.changed("deals");
      sum(Shop.boss());
    }
    assertThat(reader.asked() - before).isBetween(3L, 7L);
  }

  /** So that a board of many widgets is not kept waiting by changes that come while it is read. */
  @Test
  void whoBeganBeforeAChangeTakesWhatIsThere() {
    FormChanges.Heard began = questions.heard();
    assertThat(sum(Shop.boss())).isEqualTo("10.00");
    long before = reader.asked();
    shop.deal("client", shop.client("乙", "south"), "amount", "5");
    shop.changed("clients");
    Inquiries.Ready ready =
        inquiries.ready(shop.blueprint(), Shop.boss(), Inquiry.of("shop", "").of("w"));
    assertThat(first(questions.answer(ready, began))).isEqualTo("10.00");
    assertThat(reader.asked()).isEqualTo(before);
    assertThat(first(questions.answer(ready, questions.heard()))).isEqualTo("15.00");
    assertThat(first(questions.answer(ready, began))).isEqualTo("15.00");
    assertThat(reader.asked()).isEqualTo(before + 1);
  }

  @Test
  void peopleShareAnAnswerExactlyWhenTheySeeTheSame() {
    shop.dealOf(Shop.BOB, "client", shop.client("乙", "south"), "amount", "7");
    shop.changed("deals");
    long before = reader.asked();
    assertThat(sum(Shop.actor(Shop.ANN, "seller"))).isEqualTo("10.00");
    assertThat(sum(Shop.actor(Shop.ANN, "seller"))).isEqualTo("10.00");
    assertThat(sum(Shop.actor(Shop.BOB, "seller"))).isEqualTo("7.00");
    assertThat(reader.asked()).isEqualTo(before + 2);
    assertThat(sum(Shop.boss())).isEqualTo("17.00");
    assertThat(sum(Shop.actor(Shop.BOB, "administrator"))).isEqualTo("17.00");
    assertThat(reader.asked()).isEqualTo(before + 3);
  }
}
