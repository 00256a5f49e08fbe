package io.xiaodan.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class PriceTests {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  @LocalServerPort private int port;
  @Autowired private People people;

  private static void price(
      Browser who, String name, String product, String price, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("name", name);
    values.put("product", product);
    values.put("price", price);
    create(who, "prices", values);
  }

  private static JsonNode lines(Browser who, String customer, List<Map<String, ?>> lines) {
    return create(who, "orders", Map.of("customer", customer, "lines", lines))
        .path("values")
        .path("lines");
  }

  private static String told(JsonNode line) {
    return line.path("price").asString() + " " + line.path("price_source").asString("");
  }

  @Test
  void theBestPriceIsProposedAndSaysWhereItIsFrom() {
    Browser builder = new Company(port, people).person("builder");
    String product = Company.product(builder, "10");
    String other = Company.product(builder, "7");
    String customer = Company.customer(builder);
    String key =
        id(create(builder, "customers", Map.of("name", "重点" + Company.unique(), "level", "vip")));
    String own =
        id(create(builder, "customers", Map.of("name", "协议" + Company.unique(), "level", "vip")));
    price(builder, "百个起", product, "9", Map.of("from_quantity", 100));
    price(builder, "重点客户", product, "8.5", Map.of("level", "vip"));
    price(builder, "协议价", product, "8", Map.of("customer", own));
    price(builder, "协议价五百起", product, "7.5", Map.of("customer", own, "from_quantity", 500));
    price(
        builder,
        "过期",
        product,
        "1",
        Map.of("customer", own, "valid_until", TODAY.minusDays(1).toString()));

    assertThat(
            told(
                lines(builder, customer, List.of(Map.of("product", product, "quantity", 99)))
                    .path(0)))
        .isEqualTo("10.0000 ");
    assertThat(
            told(
                lines(builder, customer, List.of(Map.of("product", product, "quantity", 100)))
                    .path(0)))
        .isEqualTo("9.0000 百个起");
    assertThat(
            told(lines(builder, key, List.of(Map.of("product", product, "quantity", 5))).path(0)))
        .isEqualTo("8.5000 重点客户");
    JsonNode agreed =
        lines(
            builder,
            own,
            List.of(
                Map.of("product", product, "quantity", 5),
                Map.of("product", product, "quantity", 500),
                Map.of("product", product, "quantity", 5, "price", "8"),
                Map.of("product", product, "quantity", 5, "price", "7.9"),
                Map.of("product", other, "quantity", 1)));
    List<String> all = new ArrayList<>();
    agreed.forEach(line -> all.add(told(line)));
    assertThat(all)
        .containsExactly("8.0000 协议价", "7.5000 协议价五百起", "8.0000 协议价", "7.9000 ", "7.0000 ");
  }

  @Test
  void whatWasProposedStaysWhenTheListChanges() {
    Browser builder = new Company(port, people).person("builder");
    String product = Company.product(builder, "10");
    String customer = Company.customer(builder);
    price(builder, "春季", product, "9", Map.of());
    JsonNode order =
        create(
            builder,
            "orders",
            Map.of(
                "customer",
                customer,
                "order_type",
                "return",
                "lines",
                List.of(Map.of("product", product, "quantity", 1))));
    price(builder, "夏季", product, "6", Map.of("valid_from", TODAY.toString()));
    JsonNode line = order.path("values").path("lines").path(0);

    JsonNode changed =
        ok(
            200,
            builder.patch(
                Company.record("orders", id(order)),
                Map.of(
                    "rev",
                    order.path("rev").asInt(),
                    "values",
                    Map.of(
                        "lines",
                        List.of(
                            Map.of(
                                "id",
                                line.path("id").asString(),
                                "product",
                                product,
                                "quantity",
                                2,
                                "price",
                                "9"))))));

    assertThat(told(changed.path("values").path("lines").path(0))).isEqualTo("9.0000 春季");
  }

  @Test
  void isProposedWhileItIsTypedToThoseWhoMayOrder() {
    Company company = new Company(port, people);
    Browser builder = company.person("builder");
    String product = Company.product(builder, "10");
    String customer = Company.customer(builder);
    price(builder, "十个起", product, "9.5", Map.of("from_quantity", 10));
    Map<String, Object> wish =
        Map.of(
            "values",
            Map.of(
                "customer",
                customer,
                "lines",
                List.of(Map.of("product", product, "quantity", 12))));

    JsonNode items =
        ok(200, company.person("sales").post("/api/forms/orders/proposals", wish)).path("items");

    assertThat(items.path(0).path("value").asString()).isEqualTo("9.5000");
    assertThat(items.path(0).path("source").asString()).isEqualTo("十个起");
    assertThat(
            ok(200, company.person("warehouse").post("/api/forms/orders/proposals", wish))
                .path("items")
                .size())
        .isZero();
  }
}
