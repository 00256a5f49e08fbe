package io.xiaodan.web.tracking;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a customer sees and does through the link of one order, and what nobody gets out of it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingTests {

  /** One pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  @LocalServerPort int port;
  @Autowired People people;

  private Company company;
  private Browser sales;
  private Browser service;
  private Browser warehouse;
  private String product;
  private final String scrap = "跟踪" + Company.unique();

  @BeforeAll
  void people() {
    company = new Company(port, people);
    sales = company.person("sales", "sales_director");
    service = company.person("customer_service");
    warehouse = company.person("warehouse");
    product =
        id(
            create(
                company.person("administrator"),
                "products",
                Map.of(
                    "code",
                    "T" + Company.unique(),
                    "name",
                    "跟踪的纸",
                    "product_line",
                    "stationery",
                    "price",
                    "10")));
  }

  private JsonNode order(String customerName, String phone) {
    String customer =
        id(
            create(
                sales,
                "customers",
                Map.of("name", customerName, "phone", phone, "contact", "赵" + customerName)));
    return create(
        sales,
        "orders",
        Map.of(
            "customer",
            customer,
            "remark",
            "内部备注不给客户看",
            "lines",
            List.of(Map.of("product", product, "quantity", "3"))));
  }

  private JsonNode made(JsonNode order) {
    return ok(200, sales.post("/api/tracking/orders/" + id(order) + "/link", Map.of()));
  }

  private static String address(JsonNode view) {
    return "/api/public/tracking/" + view.path("link").path("path").asString().substring(3);
  }

  private JsonNode shipped(JsonNode order, String number) {
    return create(
        warehouse,
        "deliveries",
        Map.of(
            "order",
            id(order),
            "status",
            "shipped",
            "carrier",
            "sf",
            "tracking_no",
            number,
            "lines",
            List.of(Map.of("product", product, "quantity", "3"))));
  }

  private Browser visitor() {
    return new Browser(port).with("Accept-Language", "zh-CN");
  }

  private static String stage(JsonNode page, String key, String what) {
    return page.path("stages")
        .valueStream()
        .filter(one -> one.path("key").asString().equals(key))
        .findFirst()
        .orElseThrow()
        .path(what)
        .asString("");
  }

  @Test
  void showsItsStagesWithTheirTimesAndWhatComesNext() {
    JsonNode order = order(scrap + "甲", "13800138001");
    String address = address(made(order));
    JsonNode page = ok(200, visitor().get(address));
    assertThat(page.path("title").asString()).isEqualTo("订单 " + order.path("title").asString());
    assertThat(stage(page, "received", "done")).isEqualTo("true");
    assertThat(stage(page, "confirmed", "done")).isEqualTo("true");
    assertThat(stage(page, "confirmed", "at")).isNotBlank();
    assertThat(stage(page, "shipped", "done")).isEqualTo("false");
    assertThat(page.path("expected").path("reason").asString()).isEqualTo("交期确认后显示在这里");
    ok(
        200,
        sales.patch(
            record("orders", id(order)),
            Map.of(
                "rev",
                sales.get(record("orders", id(order))).json().path("rev").asLong(),
                "values",
                Map.of("promised_date", "2099-01-02"))));
    JsonNode later = ok(200, visitor().get(address));
    assertThat(later.path("expected").path("date").asString()).isEqualTo("2099-01-02");
    assertThat(later.path("fields").toString()).contains("跟踪的纸", "3");
  }

  @Test
  void isSignedForOnAPhoneOnceAndTheOrderFollows() throws Exception {
    JsonNode order = order(scrap + "乙", "13800138002");
    String address = address(made(order));
    JsonNode delivery = shipped(order, "SF" + scrap.hashCode());
    JsonNode page = ok(200, visitor().get(address));
    JsonNode seen = page.path("deliveries").path(0);
    assertThat(seen.path("signs").asBoolean()).isTrue();
    assertThat(seen.path("parcel").path("number").asString()).startsWith("SF");
    String sign = address + "/deliveries/" + id(delivery) + "/signature?name=%E7%8E%8B";
    assertThat(visitor().upload(sign, "s.png", "text".getBytes()).status()).isEqualTo(422);
    JsonNode signed = ok(200, visitor().upload(sign, "s.png", PNG));
    assertThat(signed.path("deliveries").path(0).path("signedBy").asString()).isEqualTo("王");
    assertThat(visitor().upload(sign, "s.png", PNG).json().path("code").asString())
        .isEqualTo("tracking.not_waiting");
    JsonNode stored = ok(200, warehouse.get(record("deliveries", id(delivery))));
    assertThat(stored.path("values").path("status").asString()).isEqualTo("signed");
    assertThat(stored.path("values").path("signature").size()).isEqualTo(1);
    String paper = address + "/documents/delivery_note:" + id(delivery);
    Answer note = visitor().get(paper);
    assertThat(note.status()).isEqualTo(200);
    assertThat(note.text()).startsWith("%PDF");
  }

  @Test
  void turnsAnUrgeAndAMessageIntoToDosOfServiceAndBringsTheAnswerBack() {
    JsonNode order = order(scrap + "丙", "13800138003");
    String address = address(made(order));
    JsonNode page = ok(200, visitor().post(address + "/urge", Map.of()));
    assertThat(page.path("messages").path(0).path("kind").asString()).isEqualTo("urge");
    Answer again = visitor().post(address + "/urge", Map.of());
    assertThat(again.status()).isEqualTo(429);
    assertThat(again.json().path("code").asString()).isEqualTo("tracking.too_soon");
    ok(200, visitor().post(address + "/messages", Map.of("text", "能送到 <b>后门</b> 吗")));
    assertThat(visitor().post(address + "/messages", Map.of("text", " ")).status()).isEqualTo(422);
    String tasks = ok(200, service.get("/api/tasks?state=open")).toString();
    String number = order.path("title").asString();
    assertThat(tasks).contains("客户催单：" + number, "客户留言：" + number, "后门");
    ok(
        200,
        service.post(
            "/api/tracking/orders/" + id(order) + "/replies", Map.of("text", "可以，明天上午")));
    JsonNode answered = ok(200, visitor().get(address));
    JsonNode last = answered.path("messages").path(answered.path("messages").size() - 1);
    assertThat(last.path("mine").asBoolean()).isFalse();
    assertThat(last.path("text").asString()).isEqualTo("可以，明天上午");
  }

  @Test
  void showsNothingOfAnybodyElseThroughAnyDoor() {
    JsonNode mine = order(scrap + "丁", "13800138004");
    JsonNode others = order(scrap + "戊秘密", "13900139005");
    JsonNode foreign = shipped(others, "SF99887766");
    String address = address(made(mine));
    String other = address(made(others));
    JsonNode page = ok(200, visitor().get(address));
    assertThat(page.toString())
        .doesNotContain("戊秘密", "13900139005", id(others), id(foreign), "SF99887766")
        .doesNotContain("内部备注", "salesperson", id(mine), "\"customer\"");
    for (String path :
        List.of(
            "/documents/delivery_note:" + id(foreign),
            "/documents/order_sheet:" + id(others),
            "/documents/attachments",
            "/documents/..%2f..")) {
      assertThat(visitor().get(address + path).status()).as(path).isIn(400, 404);
    }
    Answer signing =
        visitor().upload(address + "/deliveries/" + id(foreign) + "/signature?name=x", "s", PNG);
    assertThat(signing.status()).isEqualTo(404);
    String token = address.substring(address.lastIndexOf('/') + 1);
    String otherToken = other.substring(other.lastIndexOf('/') + 1);
    byte[] mixed = Base64.getUrlDecoder().decode(token);
    System.arraycopy(Base64.getUrlDecoder().decode(otherToken), 0, mixed, 0, 16);
    String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(mixed);
    for (String wrong : List.of(forged, token.substring(1), token + "A", "A".repeat(43), "%20")) {
      assertThat(visitor().get("/api/public/tracking/" + wrong).status()).isIn(400, 404);
    }
    assertThat(visitor().get("/api/public/links/" + token).status()).isEqualTo(404);
    assertThat(visitor().get("/api/tracking/orders/" + id(mine)).status()).isEqualTo(401);
  }

  @Test
  void stopsWhenItIsRevokedRenewedOrTheRecordIsGone() {
    JsonNode order = order(scrap + "己", "13800138006");
    String inside = "/api/tracking/orders/" + id(order);
    String address = address(made(order));
    assertThat(address(made(order))).as("the same link again").isEqualTo(address);
    ok(200, sales.post(inside + "/revoke", Map.of()));
    assertThat(visitor().get(address).json().path("code").asString()).isEqualTo("link.revoked");
    String renewed = address(ok(200, sales.post(inside + "/renew", Map.of())));
    assertThat(renewed).isNotEqualTo(address);
    assertThat(visitor().get(address).json().path("code").asString()).isEqualTo("link.unknown");
    ok(200, visitor().get(renewed));
    assertThat(sales.get(inside).json().path("link").path("uses").asInt()).isEqualTo(1);
    Browser admin = company.person("administrator");
    long rev = admin.get(record("orders", id(order))).json().path("rev").asLong();
    assertThat(admin.delete(record("orders", id(order)) + "?rev=" + rev).status()).isIn(200, 204);
    assertThat(visitor().get(renewed).status()).isEqualTo(404);
  }

  @Test
  void isOpenedSoOftenByOnePlaceAndNoMore() {
    String address = address(made(order(scrap + "庚", "13800138007")));
    Browser visitor = visitor();
    Answer answer = visitor.post(address + "/messages", Map.of("text", ""));
    for (int i = 0; i < 20; i++) {
      answer = visitor.post(address + "/messages", Map.of("text", ""));
    }
    assertThat(answer.status()).isEqualTo(429);
  }

  @Test
  void letsServiceFindAnOrderByAnyScrap() {
    JsonNode order = order(scrap + "辛", "13811112222");
    shipped(order, "ZT55667788" + Company.unique());
    String number = order.path("title").asString();
    for (String text :
        List.of(number, number.substring(number.length() - 4), "13811112222", scrap + "辛", "ZT55667788")) {
      JsonNode found = ok(200, service.get("/api/tracking/search?text=" + encoded(text)));
      assertThat(found.path("items").findValuesAsString("id")).as(text).contains(id(order));
    }
    assertThat(ok(200, service.get("/api/tracking/search?text=")).path("items").size()).isZero();
  }

  @Test
  void findsForSomebodyWhatTheySeeAndNothingElse() {
    order(scrap + "壬", "13833334444");
    Browser other = company.person("sales");
    assertThat(
            ok(200, other.get("/api/tracking/search?text=13833334444")).path("items").toString())
        .doesNotContain("壬");
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
