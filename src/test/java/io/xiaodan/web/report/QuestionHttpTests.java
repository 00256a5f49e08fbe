package io.xiaodan.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Sessions;
import io.xiaodan.link.LinkThrottle;
import io.xiaodan.support.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions, files and boards of the packaged app over HTTP. */
@ServerTest
class QuestionHttpTests {

  private static final String ORDERS =
      """
      {"question": {"source": "orders", "dimensions": [{"key": "status", "formula": "status"}],
        "measures": [{"key": "n", "aggregate": "count"}]}}
      """;

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private LinkThrottle throttle;
  @Autowired private JsonMapper json;

  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "";

  @BeforeEach
  void signIn() {
    token = sessions.openToken("administrator").token();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept-Language", "en")
        .header("Content-Type", "application/json");
  }

  private JsonNode get(String path, int status) throws Exception {
    return json(http.send(request(path).GET().build(), BodyHandlers.ofString()), status);
  }

  private JsonNode post(String path, String body, int status) throws Exception {
    HttpRequest request = request(path).POST(BodyPublishers.ofString(body)).build();
    return json(http.send(request, BodyHandlers.ofString()), status);
  }

  private JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
  }

  private byte[] file(String path, String body) throws Exception {
    HttpRequest request = request(path).POST(BodyPublishers.ofString(body)).build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void aQuestionIsCheckedAskedFollowedAndTakenHome() throws Exception {
    assertThat(get("/api/questions/sources", 200).path("items").toString())
        .contains("\"orders.lines\"");
    assertThat(get("/api/questions/sources/orders?path=customer", 200).path("fields").toString())
        .contains("customer.region");
    JsonNode wrong =
        post(
            "/api/questions/check",
            "{\"question\": {\"source\": \"orders\", \"measures\": [{\"key\": \"n\", \"aggregate\": \"sum\", \"formula\": \"amout\"}]}}",
            200);
    assertThat(wrong.path("findings").get(0).path("place").asString())
        .isEqualTo("measures.n.formula");
    JsonNode answer = post("/api/questions/answer", ORDERS, 200);
    assertThat(answer.path("columns").get(0).path("role").asString()).isEqualTo("dimension");
    assertThat(answer.has("read") && answer.has("asOf") && answer.has("total")).isTrue();
    post("/api/questions/rows", ORDERS, 200);
    post("/api/questions/words", ORDERS, 200);
    assertThat(post("/api/questions/sql", ORDERS, 200).path("sql").asString()).contains("SELECT");
    assertThat(file("/api/questions/export?format=csv", ORDERS)).isNotEmpty();
    assertThat(file("/api/questions/export?format=xlsx", ORDERS)).startsWith('P', 'K');
    post("/api/questions/changes", ORDERS, 422);
    post(
        "/api/questions/answer", "{\"question\": {\"source\": \"orders\", \"measures\": []}}", 422);
    post("/api/questions/answer", "{\"dashboard\": \"war_room\", \"widget\": \"no\"}", 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"war_room", "customer_analysis", "sales_analysis", "delivery_analysis"})
  void everyBoardOfTheAppAnswersAndPrints(String board) throws Exception {
    JsonNode document = get("/api/dashboards/" + board, 200);
    JsonNode data = post("/api/dashboards/" + board + "/data", "{}", 200);
    List<String> widgets = new ArrayList<>();
    document.path("widgets").forEach(widget -> widgets.add(widget.path("key").asString()));
    assertThat(data.path("widgets").propertyNames()).containsExactlyElementsOf(widgets);
    assertThat(file("/api/dashboards/" + board + "/pdf", "{}")).startsWith('%', 'P', 'D', 'F');
  }

  @Test
  void aLinkOpensItsBoardWithoutSigningIn() throws Exception {
    JsonNode made =
        post(
            "/api/dashboards/war_room/links", "{\"label\": \"大屏\", \"role\": \"management\"}", 201);
    String path = made.path("path").asString().replace("/board/", "/api/public/dashboards/");
    HttpRequest open =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + "/data")).build();
    assertThat(json(http.send(open, BodyHandlers.ofString()), 200).path("widgets")).isNotEmpty();
    HttpRequest unknown =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + "x")).build();
    json(http.send(unknown, BodyHandlers.ofString()), 404);
  }

  @Test
  void aLinkIsLookedAtSoOftenFromOnePlaceAndNoMore() throws Exception {
    String link = "{\"label\": \"大屏\", \"role\": \"management\"}";
    JsonNode made = post("/api/dashboards/war_room/links", link, 201);
    String path = made.path("path").asString();
    HttpRequest look =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:"
                        + port
                        + path.replace("/board/", "/api/public/dashboards/")
                        + "/data?widgets=status"))
            .build();
    for (int i = 0; i < 2_399; i++) {
      throttle.board(UUID.fromString(made.path("id").asString()), "127.0.0.1");
    }
    json(http.send(look, BodyHandlers.ofString()), 200);
    HttpResponse<String> refused = http.send(look, BodyHandlers.ofString());
    assertThat(json(refused, 429).path("code").asString()).isEqualTo("link.too_many");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    String another = post("/api/dashboards/war_room/links", link, 201).path("path").asString();
    HttpRequest fresh =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:"
                        + port
                        + another.replace("/board/", "/api/public/dashboards/")))
            .build();
    json(http.send(fresh, BodyHandlers.ofString()), 200);
  }

  @Test
  void aSubscriptionSaysEverythingThatIsWrongAtOnce() throws Exception {
    JsonNode problem =
        post(
            "/api/dashboards/war_room/subscriptions",
            "{\"schedule\": {\"every\": \"hour\"}, \"emails\": [\"no\"]}",
            422);
    assertThat(problem.path("violations")).hasSize(2);
    JsonNode made =
        post(
            "/api/dashboards/war_room/subscriptions",
            "{\"schedule\": {\"every\": \"week\", \"at\": \"08:30\", \"day\": 1}, \"emails\": [\"a@example.com\"]}",
            201);
    String id = made.path("id").asString();
    HttpRequest end = request("/api/dashboards/war_room/subscriptions/" + id).DELETE().build();
    json(http.send(end, BodyHandlers.ofString()), 204);
  }
}
