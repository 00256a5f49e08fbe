package io.xiaodan.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.notification.Notices;
import io.xiaodan.payment.Counter.Answer;
import io.xiaodan.support.ServerTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServerTest
@TestPropertySource(
    properties = {
      "xiaodan.payment.secret=" + Counter.SECRET,
      "xiaodan.mail.host=127.0.0.1",
      "xiaodan.mail.from=orders@example.com",
      "xiaodan.rules.attempts=3",
      "xiaodan.rules.first-pause=50ms",
      "xiaodan.rules.longest-pause=100ms",
      "xiaodan.jobs.poll-interval=100ms"
    })
class PaymentJourneyTests {

  private static final int MAIL_PORT = freePort();

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private People people;
  @Autowired private Notices notices;
  @Autowired private JdbcTemplate database;

  private final GreenMail mail = new GreenMail(new ServerSetup(MAIL_PORT, "127.0.0.1", "smtp"));
  private final String unique = Long.toString(System.nanoTime(), 36);
  private Counter counter;
  private JsonNode order;
  private String number;

  @DynamicPropertySource
  static void mailServer(DynamicPropertyRegistry registry) {
    registry.add("xiaodan.mail.port", () -> MAIL_PORT);
  }

  @BeforeEach
  void anOrderWaitsForItsPayment() {
    mail.start();
    counter = new Counter(port, sessions.openToken("builder").token());
    JsonNode customer =
        counter.create(
            "customers",
            "'name': '东莞华强电子 %1$s', 'email': 'buyer-%1$s@example.com', 'phone': '13800138000', 'region': 'south', 'address': '东莞市鸿福路 1 号'"
                .formatted(unique));
    JsonNode paper = product("A4纸", "25.5");
    JsonNode pen = product("签字笔", "3");
    UUID salesperson =
        people
            .create(new NewPerson("sales." + unique, "王芳", null, null, null, Set.of("sales")))
            .id();
    order =
        counter.create(
            "orders",
            "'customer': '%s', 'salesperson': '%s', 'lines': [{'product': '%s', 'quantity': '10'}, {'product': '%s', 'quantity': '15'}]"
                .formatted(id(customer), salesperson, id(paper), id(pen)));
    number = order.at("/values/order_no").asString();
  }

  @AfterEach
  void noMailServer() {
    mail.stop();
  }

  @Test
  void oneOfEachThoughTheCallbackComesThreeTimesAtTheSameMoment() throws Exception {
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> sent =
          java.util.stream.IntStream.range(0, 3)
              .mapToObj(i ->
                  pool.submit(() -> counter.callback("WX" + unique, number, "300.00", "succeeded")))
              .toList();
      for (Future<Answer> one : sent) {
        answers.add(one.get());
      }
    }
    answers.add(counter.callback("WX" + unique, number, "300", "succeeded"));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(answer -> id(answer.json()))
        .hasSize(4)
        .containsOnly(id(answers.getFirst().json()));
    assertThat(answers)
        .filteredOn(answer -> !answer.json().path("repeated").asBoolean())
        .hasSize(1);

    JsonNode run = endedRun(id(answers.getFirst().json()));
    assertThat(states(run))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("instruction", "done", "todo", "done", "mail", "done", "sms", "not_sent"));
    assertThat(step(run, "sms").at("/reason/code").asString()).isEqualTo("no_channel_sms");

    JsonNode deliveries = list("deliveries");
    assertThat(deliveries).hasSize(1);
    JsonNode delivery = record("deliveries", id(deliveries.get(0)));
    assertThat(delivery.at("/values/status").asString()).isEqualTo("instructed");
    assertThat(delivery.at("/values/address").asString()).isEqualTo("东莞市鸿福路 1 号");
    assertThat(delivery.at("/values/lines")).hasSize(2);
    assertThat(delivery.at("/values/lines/0/quantity").asString()).isEqualTo("10.000");
    assertThat(delivery.at("/values/lines/1/product/title").asString()).contains("签字笔");
    assertThat(todos()).containsExactly("发货：" + number + "，东莞华强电子 " + unique);

    MimeMessage[] received = received();
    assertThat(received).hasSize(1);
    assertThat(received[0].getSubject()).isEqualTo("订单" + number + "付款成功");
    assertThat(received[0].getContent().toString().strip())
        .isEqualTo("您的订单" + number + "已付款成功，正在准备发货");
    awaitPaid("300.00", "settled");
  }

  /** What an order has come to follows right after the change that says so. */
  private void awaitPaid(String amount, String status) {
    await(() -> {
      JsonNode values = record("orders", id(order)).path("values");
      return values.path("paid_amount").asString().equals(amount)
          && values.path("payment_status").asString().equals(status);
    });
  }

  @Test
  void aSecondPaymentIsAddedToTheFirst() {
    Answer first = counter.callback("A" + unique, number, "100", "succeeded");
    endedRun(id(first.json()));
    awaitPaid("100.00", "partial");
    Answer second = counter.callback("B" + unique, number, "200", "succeeded");
    endedRun(id(second.json()));
    awaitPaid("300.00", "settled");
  }

  @Test
  void followsAPaymentThroughItsStatesAndIgnoresNewsThatWereOvertaken() {
    String payment = id(counter.callback("P" + unique, number, "300", "pending").json());
    assertThat(runs(payment)).isEmpty();
    Answer paid = counter.callback("P" + unique, number, "300", "succeeded");
    assertThat(id(paid.json())).isEqualTo(payment);
    assertThat(paid.json().path("repeated").asBoolean()).isFalse();
    Answer late = counter.callback("P" + unique, number, "300", "pending");
    assertThat(late.json().path("repeated").asBoolean()).isTrue();
    assertThat(record("payments", payment).at("/values/status").asString()).isEqualTo("succeeded");
    endedRun(payment);
    assertThat(list("deliveries")).hasSize(1);
  }

  @Test
  void refusesAnUnknownOrderAnotherOrderAnotherAmountAndAnUnknownState() {
    Answer unknown = counter.callback("U" + unique, "XD-none", "300", "succeeded");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.json().at("/violations/0/field").asString()).isEqualTo("orderNo");
    assertThat(unknown.json().at("/violations/0/message").asString()).contains("XD-none");
    Answer state = counter.callback("U" + unique, number, "300", "maybe");
    assertThat(state.status()).isEqualTo(422);
    assertThat(state.json().at("/violations/0/field").asString()).isEqualTo("status");
    assertThat(counter.callback("U" + unique, number, "0", "succeeded").status()).isEqualTo(422);
    assertThat(list("payments")).isEmpty();

    String payment = id(counter.callback("U" + unique, number, "300", "pending").json());
    Answer amount = counter.callback("U" + unique, number, "300.01", "succeeded");
    assertThat(amount.status()).isEqualTo(409);
    assertThat(amount.json().path("detail").asString()).contains("300.00");
    Answer elsewhere = counter.callback("U" + unique, "XD-none", "300", "succeeded");
    assertThat(elsewhere.status()).isEqualTo(409);
    assertThat(record("payments", payment).at("/values/status").asString()).isEqualTo("pending");
    assertThat(record("payments", payment).path("rev").asInt()).isEqualTo(1);
  }

  @Test
  void triesAgainWhileTheMailServerIsAwayAndSendsWhenAskedAfterItIsBack() throws Exception {
    mail.stop();
    String payment = id(counter.callback("M" + unique, number, "300", "succeeded").json());
    JsonNode run = endedRun(payment);
    assertThat(run.path("state").asString()).isEqualTo("failed");
    assertThat(states(run)).containsEntry("mail", "failed").containsEntry("todo", "done");
    assertThat(step(run, "mail").path("attempts").asInt()).isEqualTo(3);
    assertThat(step(run, "mail").at("/reason/code").asString()).isEqualTo("unreachable");
    mail.start();
    Answer again = counter.post("/api/rules/runs/" + id(run) + "/steps/mail/retry", "");
    assertThat(again.status()).isEqualTo(200);
    assertThat(states(endedRun(payment))).containsEntry("mail", "done");
    assertThat(received()).hasSize(1);
    assertThat(counter.post("/api/rules/runs/" + id(run) + "/steps/mail/retry", "").status())
        .isEqualTo(409);
  }

  @Test
  void tellsTheSalespersonThatTheDeliveryIsOnItsWay() {
    endedRun(id(counter.callback("S" + unique, number, "300", "succeeded").json()));
    JsonNode delivery = list("deliveries").get(0);
    Answer shipped =
        counter.patch(
            "/api/forms/deliveries/records/" + id(delivery),
            "{\"rev\": 1, \"values\": {\"status\": \"shipped\", \"tracking_no\": \"SF1\"}}");
    assertThat(shipped.status()).isEqualTo(200);
    endedRun(id(delivery));
    UUID salesperson = UUID.fromString(order.at("/values/salesperson/id").asString());
    assertThat(notices.list(salesperson, null, 10).items())
        .extracting(notice -> notice.title() + " / " + notice.body())
        .containsExactly(number + " 已发货 / 东莞华强电子 " + unique + "，运单号 SF1");
    await(() ->
        record("orders", id(order)).at("/values/fulfilment_status").asString().equals("shipped"));
  }

  @Test
  void showsRunsToThoseWhoBuildOnly() {
    String payment = id(counter.callback("V" + unique, number, "300", "succeeded").json());
    JsonNode run = endedRun(payment);
    assertThat(run.path("label").asString()).isEqualTo("付款成功");
    JsonNode whole = counter.get("/api/rules/runs/" + id(run)).json();
    assertThat(whole.at("/input/after/amount").asString()).isEqualTo("300.00");
    assertThat(whole.at("/record/title").asString()).startsWith("SK");
    Counter warehouse = new Counter(port, sessions.openToken("warehouse").token());
    assertThat(warehouse.get("/api/rules/runs").status()).isEqualTo(403);
    assertThat(warehouse.get("/api/rules/runs/" + id(run)).status()).isEqualTo(403);
    assertThat(counter.get("/api/rules/runs/" + id(order)).status()).isEqualTo(404);
    assertThat(counter.get("/api/rules/runs?limit=1").json().path("next").asString(null))
        .isNotNull();
  }

  private JsonNode product(String name, String price) {
    return counter.create(
        "products",
        "'code': '%s-%s', 'name': '%s', 'product_line': 'stationery', 'price': '%s'"
            .formatted(name, unique, name, price));
  }

  private JsonNode list(String form) {
    return counter
        .get("/api/forms/%s/records?filter=order.order_no%%3D%%22%s%%22".formatted(form, number))
        .json()
        .path("items");
  }

  private JsonNode record(String form, String id) {
    return counter.get("/api/forms/" + form + "/records/" + id).json();
  }

  private List<String> todos() {
    List<String> titles = new ArrayList<>();
    database.query(
        "SELECT t.title FROM w_main.task t JOIN w_main.task_assignee a ON a.task_id = t.id WHERE t.record_id = ? AND t.kind = 'todo' AND a.who = 'role:warehouse'",
        row -> {
          titles.add(row.getString(1));
        },
        UUID.fromString(id(order)));
    return titles;
  }

  private MimeMessage[] received() {
    return Arrays.stream(mail.getReceivedMessages())
        .filter(message -> {
          try {
            return message.getAllRecipients()[0].toString().contains(unique);
          } catch (MessagingException e) {
            throw new AssertionError(e);
          }
        })
        .toArray(MimeMessage[]::new);
  }

  private JsonNode runs(String record) {
    return counter.get("/api/rules/runs?record=" + record).json().path("items");
  }

  /** The one run that a record set off, once it has ended. */
  private JsonNode endedRun(String record) {
    await(() -> {
      JsonNode runs = runs(record);
      return runs.size() > 0 && !runs.get(0).path("state").asString().equals("running");
    });
    assertThat(runs(record)).hasSize(1);
    return runs(record).get(0);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static Map<String, String> states(JsonNode run) {
    Map<String, String> states = new LinkedHashMap<>();
    run.path("steps")
        .forEach(step -> states.put(step.path("key").asString(), step.path("state").asString()));
    return states;
  }

  private static JsonNode step(JsonNode run, String key) {
    for (JsonNode step : run.path("steps")) {
      if (step.path("key").asString().equals(key)) {
        return step;
      }
    }
    throw new AssertionError("no step " + key);
  }

  private static String id(JsonNode json) {
    return json.path("id").asString();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
