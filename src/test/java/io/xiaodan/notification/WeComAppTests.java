package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.xiaodan.notification.OutgoingMessage.App;
import io.xiaodan.support.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a server on this machine that answers as WeCom documents it. */
class WeComAppTests {

  private final JsonMapper json = JsonMapper.shared();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<JsonNode> sent = new CopyOnWriteArrayList<>();
  private volatile String valid = "";
  private HttpServer server;
  private OutboundHttp http;
  private WeComApp app;

  @BeforeEach
  void weCom() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/cgi-bin/",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          byte[] body = exchange.getRequestBody().readAllBytes();
          String answer =
              switch (exchange.getRequestURI().getPath()) {
                case "/cgi-bin/gettoken" -> token(query);
                case "/cgi-bin/user/getuserid" -> member(query, json.readTree(body));
                case "/cgi-bin/message/send" -> message(query, json.readTree(body));
                default -> "{\"errcode\":404}";
              };
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    http = new OutboundHttp(new OutboundSettings(Duration.ofSeconds(1), Set.of("127.0.0.1")));
    app = new WeComApp(http, json, clock);
  }

  private String token(String query) {
    if (!query.equals("corpid=corp&corpsecret=s&cret")) {
      return "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}";
    }
    valid = "token" + tokens.size();
    tokens.add(valid);
    return "{\"errcode\":0,\"access_token\":\"" + valid + "\",\"expires_in\":7200}";
  }

  private String member(String query, JsonNode body) {
    if (!query.equals("access_token=" + valid)) {
      return "{\"errcode\":40014,\"errmsg\":\"invalid access_token\"}";
    }
    return body.path("mobile").asString().equals("13800138000")
        ? "{\"errcode\":0,\"userid\":\"zhangsan\"}"
        : "{\"errcode\":46004,\"errmsg\":\"no user\"}";
  }

  private String message(String query, JsonNode body) {
    assertThat(query).isEqualTo("access_token=" + valid);
    sent.add(body);
    return "{\"errcode\":0,\"errmsg\":\"ok\"}";
  }

  @AfterEach
  void noMore() throws IOException {
    server.stop(0);
    http.destroy();
  }

  @Test
  void tellsAMemberByTelephoneNumberUnderATokenThatIsKept() throws IOException {
    assertThat(send("s&cret", "13800138000")).isEqualTo(new Delivery.Sent());
    assertThat(send("s&cret", "13800138000")).isEqualTo(new Delivery.Sent());
    assertThat(tokens).hasSize(1);
    assertThat(sent).hasSize(2);
    JsonNode body = sent.getFirst();
    assertThat(body.path("touser").asString()).isEqualTo("zhangsan");
    assertThat(body.path("agentid").asInt()).isEqualTo(1000002);
    assertThat(body.path("msgtype").asString()).isEqualTo("textcard");
    assertThat(body.path("textcard").path("url").asString()).isEqualTo("https://x/go/1");
  }

  @Test
  void asksForAnotherTokenWhenTheOldOneIsOver() throws IOException {
    send("s&cret", "13800138000");
    clock.advance(Duration.ofHours(2));
    send("s&cret", "13800138000");
    assertThat(tokens).hasSize(2);
  }

  @Test
  void asksForAnotherTokenWhenTheOldOneIsRefused() throws IOException {
    send("s&cret", "13800138000");
    valid = "revoked";
    assertThat(send("s&cret", "13800138000"))
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.retryable()).isTrue());
    assertThat(send("s&cret", "13800138000")).isEqualTo(new Delivery.Sent());
  }

  @Test
  void saysThatNobodyHasTheNumber() throws IOException {
    assertThat(send("s&cret", "13900139000")).isInstanceOf(Delivery.NotSent.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void doesNotTryAgainWithAWrongSecretUnderAnotherName() throws IOException {
    assertThat(send("wrong", "13800138000"))
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            failed -> assertThat(failed.reason().arguments().toString()).contains("40001"));
    assertThat(sent).isEmpty();
  }

  private Delivery send(String secret, String phone) throws IOException {
    Connection connection =
        new Connection(
            "wecom_app",
            ConnectionKind.WECOM_APP,
            "x",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            secret,
            Map.of("corp-id", "corp", "agent-id", "1000002"),
            null);
    return app.send(connection, new App("k", phone, "标题", "正文", "https://x/go/1"));
  }
}
