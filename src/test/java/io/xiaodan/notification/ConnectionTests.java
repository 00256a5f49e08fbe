package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.Violation;
import io.xiaodan.notification.OutgoingMessage.Robot;
import io.xiaodan.notification.OutgoingMessage.Webhook;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class ConnectionTests {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123Z");

  /** What reached the other side. */
  private record Received(String query, String body, @Nullable String key, @Nullable String sign) {}

  @Autowired private JdbcClient database;
  @Autowired private Secrets secrets;
  @Autowired private JsonMapper json;
  @Autowired private Workspace workspace;

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final SettableClock clock = new SettableClock(NOW);
  private HttpServer server;
  private OutboundHttp http;
  private ConnectionSender sender;
  private Connections connections;

  @BeforeEach
  void otherSystems() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer("/ok", 200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    answer("/feishu", 200, "{\"code\":0,\"msg\":\"success\"}");
    answer("/fast", 200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
    answer("/sign", 200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
    answer("/odd", 200, "<html>a portal</html>");
    answer("/broken", 500, "no");
    answer("/gone", 410, "gone");
    answer("/big", 200, "x".repeat(10 * 1024 * 1024));
    server.createContext("/hang", exchange -> await(end));
    server.createContext(
        "/redirect",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/ok");
          reply(exchange, 302, "");
        });
    server.start();
    http = new OutboundHttp(new OutboundSettings(Duration.ofSeconds(1), Set.of("127.0.0.1")));
    sender =
        new ConnectionSender(http, new RobotMessages(json), new WeComApp(http, json, clock), clock);
    connections = new Connections(database, secrets, http, json, clock, workspace);
  }

  @AfterEach
  void noMore() throws IOException {
    end.countDown();
    server.stop(0);
    http.destroy();
  }

  @Test
  void keepsAddressAndSecretSealed() {
    connections.save(
        "team", wish(ConnectionKind.WECOM_ROBOT, url("/ok?key=abcd-1234"), null), Actor.SYSTEM);
    String stored =
        database
            .sql("select row_to_json(c)::text from w_main.connection c where key = 'team'")
            .query(String.class)
            .single();
    assertThat(stored).doesNotContain("abcd-1234").contains("/…1234");
    assertThat(connections.find("team").orElseThrow().url()).hasToString(url("/ok?key=abcd-1234"));
    connections.save(
        "team", new Connections.Wish(ConnectionKind.WECOM_ROBOT, "改名", null, "s"), Actor.SYSTEM);
    connections.save(
        "team", new Connections.Wish(ConnectionKind.WECOM_ROBOT, "再改", null, null), Actor.SYSTEM);
    Connection kept = connections.find("team").orElseThrow();
    assertThat(kept.url()).hasToString(url("/ok?key=abcd-1234"));
    assertThat(kept.secret()).isEqualTo("s");
    assertThat(connections.remove("team")).isTrue();
    assertThat(connections.remove("team")).isFalse();
  }

  @Test
  void opensASecretOnlyForItsPurpose() {
    String sealed = secrets.seal("a", "秘密");
    assertThat(secrets.open("a", sealed)).isEqualTo("秘密");
    assertThat(secrets.seal("a", "秘密")).isNotEqualTo(sealed);
    assertThatThrownBy(() -> secrets.open("b", sealed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secrets.open("a", sealed.replace("v1:", "v1:00")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("secret-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/hook",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://2130706433/"
      })
  void refusesAddressesWithinTheOwnNetwork(String url) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> connections.save("x", wish(ConnectionKind.WEBHOOK, url, null), Actor.SYSTEM));
    assertThat(refused.problem().violations())
        .extracting(Violation::field, violation -> violation.message().code())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("url", "connection_private"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.com/", "example.com", "http://user:pw@example.com/", "http:// /"})
  void refusesWhatIsNoAddressOfTheWeb(String url) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> connections.save("x", wish(ConnectionKind.WEBHOOK, url, null), Actor.SYSTEM));
    assertThat(refused.problem().violations())
        .extracting(violation -> violation.message().code())
        .containsExactly("connection_url");
  }

  @Test
  void doesNotReachTheOwnNetworkThoughTheAddressWasStored() {
    OutboundHttp strict = new OutboundHttp(new OutboundSettings(Duration.ofSeconds(1), Set.of()));
    ConnectionSender strictly =
        new ConnectionSender(
            strict, new RobotMessages(json), new WeComApp(strict, json, clock), clock);
    Connection inside =
        new Connection("x", ConnectionKind.WEBHOOK, "x", java.net.URI.create(url("/ok")), null);
    assertThat(strictly.send(inside, new Webhook("k", "x", "{}")))
        .isInstanceOfSatisfying(
            Delivery.NotSent.class,
            not -> assertThat(not.reason().code()).isEqualTo("connection_private"));
    assertThat(received).isEmpty();
  }

  @Test
  void signsForDingTalkAsItsMakersDocument() throws Exception {
    Delivery outcome =
        send(ConnectionKind.DINGTALK_ROBOT, "/ok?access_token=t", "SEC123", robot("标题", "正文"));
    assertThat(outcome).isEqualTo(new Delivery.Sent());
    Received one = received.getFirst();
    long at = NOW.toEpochMilli();
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec("SEC123".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String sign =
        Base64.getEncoder()
            .encodeToString(hmac.doFinal((at + "\nSEC123").getBytes(StandardCharsets.UTF_8)));
    assertThat(one.query()).startsWith("access_token=t&timestamp=" + at + "&sign=");
    assertThat(URLDecoder.decode(one.query().split("sign=")[1], StandardCharsets.UTF_8))
        .isEqualTo(sign);
    JsonNode body = json.readTree(one.body());
    assertThat(body.path("msgtype").asString()).isEqualTo("markdown");
    assertThat(body.at("/markdown/title").asString()).isEqualTo("标题");
    assertThat(body.at("/markdown/text").asString()).contains("正文");
  }

  @Test
  void signsForFeishuAsItsMakersDocument() throws Exception {
    Delivery outcome = send(ConnectionKind.FEISHU_ROBOT, "/feishu", "s", robot("标题", "正文"));
    assertThat(outcome).isEqualTo(new Delivery.Sent());
    JsonNode body = json.readTree(received.getFirst().body());
    long at = NOW.getEpochSecond();
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec((at + "\ns").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(body.path("timestamp").asString()).isEqualTo(String.valueOf(at));
    assertThat(body.path("sign").asString())
        .isEqualTo(Base64.getEncoder().encodeToString(hmac.doFinal(new byte[0])));
    assertThat(body.at("/content/text").asString()).isEqualTo("标题\n正文");
  }

  @Test
  void cutsWhatIsTooLongForWeComBetweenCharacters() {
    assertThat(send(ConnectionKind.WECOM_ROBOT, "/ok?key=k", null, robot("长", "汉".repeat(5_000))))
        .isEqualTo(new Delivery.Sent());
    String content = json.readTree(received.getFirst().body()).at("/markdown/content").asString();
    assertThat(content).endsWith("汉…");
    assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(3_990, 4_000);
  }

  @Test
  void signsAWebhookOverItsTimeAndBody() throws Exception {
    assertThat(send(ConnectionKind.WEBHOOK, "/ok", "s", new Webhook("key-1", "c", "{\"a\":\"1\"}")))
        .isEqualTo(new Delivery.Sent());
    Received one = received.getFirst();
    assertThat(one.key()).isEqualTo("key-1");
    long at = NOW.getEpochSecond();
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec("s".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String sign =
        HexFormat.of()
            .formatHex(hmac.doFinal((at + "." + one.body()).getBytes(StandardCharsets.UTF_8)));
    assertThat(one.sign()).isEqualTo("t=" + at + ",v1=" + sign);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kind          | path      | outcome  | code
          WECOM_ROBOT     | /fast     | again    | refused
          DINGTALK_ROBOT  | /sign     | never    | refused
          FEISHU_ROBOT    | /odd      | never    | refused
          WEBHOOK         | /broken   | again    | refused
          WEBHOOK         | /gone     | never    | refused
          WEBHOOK         | /redirect | never    | refused
          WEBHOOK         | /hang     | again    | unreachable
          WEBHOOK         | /big      | sent     |
          """)
  void tellsWhatBecameOfIt(
      ConnectionKind kind, String path, String outcome, @Nullable String code) {
    OutgoingMessage message =
        kind == ConnectionKind.WEBHOOK ? new Webhook("k", "c", "{}") : robot("t", "b");
    Delivery delivery = send(kind, path, null, message);
    if (delivery instanceof Delivery.Failed(boolean retryable, var reason)) {
      assertThat(retryable ? "again" : "never").isEqualTo(outcome);
      assertThat(reason.code()).isEqualTo(code);
    } else {
      assertThat(delivery).isEqualTo(new Delivery.Sent());
      assertThat(outcome).isEqualTo("sent");
    }
    assertThat(received).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void leavesADestinationAloneThatKeepsFailing() {
    for (int i = 0; i < 5; i++) {
      send(ConnectionKind.WEBHOOK, "/broken", null, new Webhook("k" + i, "c", "{}"));
    }
    Delivery paused = send(ConnectionKind.WEBHOOK, "/broken", null, new Webhook("k", "c", "{}"));
    assertThat(paused)
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            failed -> assertThat(failed.reason().code()).isEqualTo("connection_paused"));
    assertThat(received).hasSize(5);
  }

  @Test
  void doesNotSendToTheWrongKindOfSystem() {
    assertThat(send(ConnectionKind.WEBHOOK, "/ok", null, robot("t", "b")))
        .isInstanceOf(Delivery.NotSent.class);
    assertThat(received).isEmpty();
  }

  private Delivery send(
      ConnectionKind kind, String path, @Nullable String secret, OutgoingMessage message) {
    Connection connection = new Connection("c", kind, "c", java.net.URI.create(url(path)), secret);
    return sender.send(connection, message);
  }

  private static Robot robot(String title, String body) {
    return new Robot("k", "c", title, body);
  }

  private static Connections.Wish wish(ConnectionKind kind, String url, @Nullable String secret) {
    return new Connections.Wish(kind, "群", url, secret);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private void answer(String path, int status, String body) {
    server.createContext(path, exchange -> reply(exchange, status, body));
  }

  private void reply(HttpExchange exchange, int status, String body) throws IOException {
    received.add(
        new Received(
            String.valueOf(exchange.getRequestURI().getRawQuery()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER)));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    } catch (IOException e) {
      // The caller has read enough.
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
