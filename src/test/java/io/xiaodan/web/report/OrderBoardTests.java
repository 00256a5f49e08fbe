package io.xiaodan.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.identity.Sessions;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board of the packaged app, while orders come in over HTTP. */
@ServerTest
class OrderBoardTests {

  private static final AtomicInteger number = new AtomicInteger();

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private JsonMapper json;

  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "";

  @BeforeEach
  void signIn() {
    token = sessions.openToken("administrator").token();
  }

  private JsonNode get(String path, int status) throws Exception {
    return send(request(path).GET(), status);
  }

  private JsonNode post(String form, String values) throws Exception {
    String body = "{\"values\": " + values + "}";
    return send(
        request("/api/forms/" + form + "/records").POST(BodyPublishers.ofString(body)), 201);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept-Language", "en")
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request, int status) throws Exception {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json.readTree(answer.body());
  }

  private JsonNode board(String widget) throws Exception {
    return get("/api/dashboards/war_room/data?widgets=" + widget, 200).path("widgets").path(widget);
  }

  private BigDecimal value(String widget, String key) throws Exception {
    for (JsonNode row : board(widget).path("rows")) {
      if (row.get(0).asString("").equals(key)) {
        return new BigDecimal(row.get(1).asString());
      }
    }
    return BigDecimal.ZERO;
  }

  private String order(String customer, String product, String price) throws Exception {
    return post(
            "orders",
            """
            {"customer": "%s", "lines": [{"product": "%s", "quantity": "1", "price": "%s"}]}
            """
                .formatted(customer, product, price))
        .path("id")
        .asString();
  }

  @Test
  void everyBoardFollowsAnOrderThatComesIn() throws Exception {
    int n = number.incrementAndGet();
    String customer =
        post("customers", "{\"name\": \"客户%d\", \"region\": \"northwest\"}".formatted(n))
            .path("id")
            .asString();
    String product =
        post(
                "products",
                "{\"code\": \"B%d\", \"name\": \"产品\", \"product_line\": \"gifts\", \"price\": \"1\"}"
                    .formatted(n))
            .path("id")
            .asString();
    BigDecimal sales = value("region", "northwest");
    BigDecimal gifts = value("product_line", "gifts");
    BigDecimal fresh = value("customers", "new");
    BigDecimal returning = value("customers", "returning");

    order(customer, product, "100.25");
    order(customer, product, "200.5");
    await()
        .untilAsserted(() -> {
          assertThat(value("region", "northwest").subtract(sales)).isEqualByComparingTo("300.75");
          assertThat(value("product_line", "gifts").subtract(gifts)).isEqualByComparingTo("2");
          assertThat(value("customers", "new").subtract(fresh)).isEqualByComparingTo("1");
          assertThat(value("customers", "returning").subtract(returning)).isEqualByComparingTo("1");
        });
    assertThat(board("repurchase").path("rows").get(0).get(0).isString()).isTrue();
    assertThat(board("status").path("columns").get(0).path("options").size()).isEqualTo(10);
    assertThat(board("orders_today").path("rows").size()).isEqualTo(1);
  }

  @Test
  void servesTheWholeBoardAndSaysAsOfWhen() throws Exception {
    JsonNode document = get("/api/dashboards/war_room", 200);
    assertThat(document.path("widgets").size()).isGreaterThanOrEqualTo(8);
    JsonNode data = get("/api/dashboards/war_room/data", 200);
    assertThat(data.path("asOf").isString()).isTrue();
    assertThat(data.path("widgets").size()).isEqualTo(document.path("widgets").size());
    JsonNode region = data.path("widgets").path("region");
    assertThat(region.path("columns").get(0).path("label").asString()).isEqualTo("Region");
    assertThat(region.path("columns").get(1).path("type").asString()).isEqualTo("money");
    assertThat(region.path("limited").asBoolean(true)).isFalse();
    assertThat(get("/api/blueprint", 200).path("dashboards").valueStream())
        .anyMatch(dashboard -> dashboard.path("key").asString().equals("war_room"));
  }

  @Test
  void refusesWhatIsNotThere() throws Exception {
    get("/api/dashboards/nothing", 404);
    get("/api/dashboards/war_room/data?widgets=nothing", 404);
    token = sessions.openToken("customer_service").token();
    get("/api/dashboards/nothing/data", 404);
  }
}
