package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.unique;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Single records over HTTP, by the forms of the packaged app. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser director;
  private Browser clerk;
  private String customer;
  private String product;

  @BeforeAll
  void openTheShop() {
    Company company = new Company(port, people);
    director = company.person("sales_director");
    clerk = company.person("sales");
    customer =
        id(
            create(
                director,
                "customers",
                Map.of(
                    "name",
                    "东莞华强" + unique(),
                    "region",
                    "south",
                    "contact",
                    "王芳",
                    "phone",
                    "138 0013 8000",
                    "address",
                    "东莞")));
    product = product(director, "1.2345");
  }

  @Test
  void createsReadsChangesDeletesAndRestoresARecordAndTellsItsHistory() {
    JsonNode made = create(director, "customers", Map.of("name", "深圳一店"));
    String path = record("customers", id(made));
    assertThat(made.path("rev").asInt()).isEqualTo(1);
    assertThat(value(made, "level")).as("default").isEqualTo("regular");
    assertThat(value(made, "code")).matches("C\\d{5,}");

    JsonNode changed =
        ok(200, director.patch(path, Map.of("rev", 1, "values", Map.of("name", "深圳二店"))));
    assertThat(changed.path("rev").asInt()).isEqualTo(2);
    assertThat(value(changed, "code")).isEqualTo(value(made, "code"));
    assertThat(ok(200, director.get(path))).isEqualTo(changed);

    assertThat(director.delete(path + "?rev=1").status()).isEqualTo(409);
    assertThat(director.delete(path + "?rev=2").status()).isEqualTo(204);
    assertThat(ok(200, director.get(path)).path("deletedAt").isNull()).isFalse();
    assertThat(director.patch(path, Map.of("rev", 3, "values", Map.of())).status()).isEqualTo(409);
    String found = query("filter", "id = \"" + id(made) + "\"");
    assertThat(director.get(records("customers") + found).json().path("items").size()).isZero();
    assertThat(
            director.get(records("customers") + found + "deleted=true").json().path("items").size())
        .isEqualTo(1);
    assertThat(ok(200, director.post(path + "/restore", Map.of())).path("deletedAt").isNull())
        .isTrue();
    assertThat(director.post(path + "/restore", Map.of()).status()).isEqualTo(409);

    JsonNode history = ok(200, director.get(path + "/history")).path("items");
    assertThat(history.valueStream().map(event -> event.path("kind").asString()))
        .containsExactly("restored", "deleted", "updated", "created");
    JsonNode change = history.get(2).path("changes").get(0);
    assertThat(change.path("before").asString()).isEqualTo("深圳一店");
    assertThat(change.path("after").asString()).isEqualTo("深圳二店");
  }

  @Test
  void fillsDefaultsCopiesAndFormulasAndRoundsToTheFieldsScale() {
    JsonNode made =
        create(
            clerk,
            "orders",
            Map.of(
                "customer", customer, "lines", List.of(Map.of("product", product, "quantity", 3))));
    assertThat(value(made, "contact")).isEqualTo("王芳");
    assertThat(value(made, "phone")).isEqualTo("13800138000");
    assertThat(value(made, "region")).isEqualTo("south");
    assertThat(value(made, "order_type")).isEqualTo("normal");
    JsonNode line = made.path("values").path("lines").get(0);
    assertThat(line.path("price").asString()).isEqualTo("1.2345");
    assertThat(line.path("amount").asString()).as("3 × 1.2345 half up").isEqualTo("3.70");
    assertThat(value(made, "amount")).isEqualTo("3.70");
    assertThat(value(made, "total_quantity")).isEqualTo("3.000");
    assertThat(ok(200, clerk.get(record("orders", id(made))))).isEqualTo(made);
  }

  @Test
  void copiesAgainOnlyWhenTheReferenceChangesAndNothingWasTyped() {
    String other =
        id(create(director, "customers", Map.of("name", "第二家" + unique(), "contact", "李四")));
    JsonNode made = create(clerk, "orders", order(customer, product, "6000"));
    String path = record("orders", id(made));
    ok(200, clerk.patch(path, Map.of("rev", 1, "values", Map.of("contact", "赵六"))));
    JsonNode same =
        ok(200, clerk.patch(path, Map.of("rev", 2, "values", Map.of("customer", customer))));
    assertThat(value(same, "contact")).as("the customer stayed").isEqualTo("赵六");
    JsonNode moved =
        ok(200, clerk.patch(path, Map.of("rev", 3, "values", Map.of("customer", other))));
    assertThat(value(moved, "contact")).as("the customer changed").isEqualTo("李四");
    JsonNode typed =
        ok(
            200,
            clerk.patch(
                path, Map.of("rev", 4, "values", Map.of("customer", customer, "contact", "钱七"))));
    assertThat(value(typed, "contact")).as("typed with it").isEqualTo("钱七");
  }

  @Test
  void aCopiedPriceStaysWhenTheProductBecomesDearer() {
    String fresh = product(director, "10");
    JsonNode made =
        create(
            clerk,
            "orders",
            Map.of(
                "customer",
                customer,
                "order_type",
                "return",
                "lines",
                List.of(Map.of("product", fresh, "quantity", 1))));
    ok(
        200,
        director.patch(
            record("products", fresh), Map.of("rev", 1, "values", Map.of("price", "20"))));
    JsonNode line = made.path("values").path("lines").get(0);
    JsonNode saved =
        ok(
            200,
            clerk.patch(
                record("orders", id(made)),
                Map.of(
                    "rev",
                    1,
                    "values",
                    Map.of("lines", List.of(Map.of("id", id(line), "quantity", 2))))));
    assertThat(value(saved, "amount")).isEqualTo("20.00");
    JsonNode again =
        create(
            clerk,
            "orders",
            Map.of(
                "customer", customer, "lines", List.of(Map.of("product", fresh, "quantity", 1))));
    assertThat(value(again, "amount")).as("a new line has the new price").isEqualTo("20.00");
  }

  @Test
  void findsReferencesByAUniqueValue() {
    JsonNode made = ok(200, director.get(record("products", product)));
    Map<String, Object> by = Map.of("by", Map.of("code", value(made, "code")));
    JsonNode sold =
        create(
            clerk,
            "orders",
            Map.of("customer", customer, "lines", List.of(Map.of("product", by, "quantity", 1))));
    assertThat(sold.path("values").path("lines").get(0).path("product").path("id").asString())
        .isEqualTo(product);
    assertThat(
            violations(
                clerk.post(
                    records("orders"),
                    Map.of(
                        "values",
                        Map.of(
                            "customer",
                            Map.of("by", Map.of("name", "x")),
                            "lines",
                            List.of(
                                Map.of(
                                    "product", Map.of("by", Map.of("code", "没有")), "quantity", 1),
                                Map.of("product", by, "quantity", 1)))))))
        .containsExactlyInAnyOrder(
            "customer record.by_field", "lines[0].product record.by_unknown");
  }

  @Test
  void refusesReferencesThatAreAbsentDeletedOrOfAnotherForm() {
    String gone = customer(director);
    assertThat(director.delete(record("customers", gone) + "?rev=1").status()).isEqualTo(204);
    for (String reference : List.of(UUID.randomUUID().toString(), gone, product)) {
      Answer answer =
          clerk.post(records("orders"), Map.of("values", order(reference, product, "1")));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(violations(answer))
          .containsExactly(
              reference.equals(gone)
                  ? "customer record.reference_deleted"
                  : "customer record.reference_missing");
    }
  }

  @Test
  void tellsAllThatIsWrongAtOnceWithFieldAndRow() {
    Answer answer =
        clerk.post(
            records("orders"),
            Map.of(
                "values",
                Map.of(
                    "order_date",
                    "2026-02-31",
                    "promised_date",
                    5,
                    "amount",
                    "1",
                    "paid_amount",
                    "1",
                    "order_no",
                    "X",
                    "nonsense",
                    1,
                    "phone",
                    "abc",
                    "lines",
                    List.of(
                        Map.of("product", product, "quantity", "1.2345", "amount", 1),
                        Map.of("quantity", 0, "price", "-1", "colour", "red")))));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(violations(answer))
        .containsExactlyInAnyOrder(
            "order_date form.date_format",
            "promised_date form.text_expected",
            "amount record.computed",
            "paid_amount record.read_only",
            "order_no record.read_only",
            "nonsense record.unknown_field",
            "phone form.phone_format",
            "customer record.required",
            "lines[0].quantity form.number_scale",
            "lines[0].amount record.computed",
            "lines[1].colour record.unknown_field",
            "lines[1].product record.required",
            "lines[1].quantity record.validation",
            "lines[1].price record.validation");
    assertThat(answer.json().path("detail").asString()).contains("14");
  }

  @Test
  void keepsUniqueValuesApartAlsoWhenARecordComesBack() {
    String number = "EXT-" + UUID.randomUUID();
    Map<String, Object> values = order(customer, product, "1");
    values.put("external_no", number);
    JsonNode first = create(clerk, "orders", values);
    assertThat(violations(clerk.post(records("orders"), Map.of("values", values))))
        .containsExactly("external_no record.unique");
    assertThat(clerk.delete(record("orders", id(first)) + "?rev=1").status()).isEqualTo(204);
    create(clerk, "orders", values);
    Answer back = clerk.post(record("orders", id(first)) + "/restore", Map.of());
    assertThat(violations(back)).containsExactly("external_no record.unique");
    assertThat(back.json().path("violations").get(0).path("message").asString()).contains(number);
  }

  @Test
  void oneIdempotencyKeyMakesOneRecordHoweverOftenItIsSent() throws Exception {
    String key = UUID.randomUUID().toString();
    Map<String, String> header = Map.of("Idempotency-Key", key);
    Set<String> made = new TreeSet<>();
    for (Answer answer :
        together(
            12,
            () ->
                clerk.post(
                    records("orders"), Map.of("values", order(customer, product, "1")), header))) {
      made.add(id(ok(201, answer)));
    }
    assertThat(made).hasSize(1);
    assertThat(
            clerk
                .post(records("customers"), Map.of("values", Map.of("name", "x")), header)
                .status())
        .as("the key of an order makes no customer")
        .isEqualTo(409);
  }

  @Test
  void numbersAreUniqueUnderSixteenAtOnceAndFollowOneAnotherWhenItIsQuiet() throws Exception {
    List<Answer> answers =
        together(
            16 * 6,
            () -> director.post(records("customers"), Map.of("values", Map.of("name", "多"))));
    Set<String> numbers =
        answers.stream()
            .map(answer -> value(ok(201, answer), "code"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(numbers).hasSize(16 * 6);
    Browser builder = new Company(port, people).person("builder");
    String key = "quiet" + unique();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "安静", "title": "no",
         "fields": [{"key": "no", "type": "auto_number", "pattern": "Q{000}"}]}
        """
            .formatted(key));
    assertThat(
            IntStream.range(0, 3)
                .mapToObj(i -> {
                  java.util.concurrent.locks.LockSupport.parkNanos(i == 0 ? 0 : 1_100_000_000L);
                  return value(create(builder, key, Map.of()), "no");
                }))
        .containsExactly("Q001", "Q002", "Q003");
  }

  private static List<Answer> together(int times, Callable<Answer> request) throws Exception {
    try (var pool = Executors.newFixedThreadPool(16)) {
      List<Answer> answers = new java.util.ArrayList<>();
      for (Future<Answer> each :
          pool.invokeAll(IntStream.range(0, times).mapToObj(i -> request).toList())) {
        answers.add(each.get());
      }
      return answers;
    }
  }
}
