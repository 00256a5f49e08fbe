package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Messages;
import io.xiaodan.notification.OutgoingMessage.Robot;
import io.xiaodan.notification.OutgoingMessage.Webhook;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** What goes beyond the limit per minute, in tables that no other part of the server looks at. */
@ServerTest
class HeldMessagesTests {

  private record Received(String body, String key) {}

  @Autowired private JdbcClient database;
  @Autowired private Secrets secrets;
  @Autowired private JsonMapper json;
  @Autowired private Messages messages;
  @Autowired private Ids ids;

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private volatile int status = 200;
  private HttpServer server;
  private OutboundHttp http;
  private Workspace workspace;
  private Connections connections;
  private Messenger messenger;
  private HeldMessages held;

  @BeforeEach
  void aDestinationThatTakesTwoAMinute() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Received(
                  body, String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"))));
          byte[] answer = "{\"errcode\":0}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    workspace = new Workspace("held", "held_" + System.nanoTime(), "held", ZoneOffset.UTC);
    database.sql("create schema " + workspace.schema()).update();
    for (String table : List.of("outbound_message", "connection")) {
      database
          .sql(
              "create table %s (like w_main.%s including all)"
                  .formatted(workspace.table(table), table))
          .update();
    }
    build();
    for (ConnectionKind kind : List.of(ConnectionKind.WECOM_ROBOT, ConnectionKind.WEBHOOK)) {
      connections.save(
          kind.key(),
          new Connections.Wish(
              kind,
              "x",
              "http://127.0.0.1:" + server.getAddress().getPort() + "/",
              null,
              Map.of(),
              2),
          Actor.SYSTEM);
    }
  }

  private void build() {
    http = new OutboundHttp(new OutboundSettings(Duration.ofSeconds(1), Set.of("127.0.0.1")));
    connections = new Connections(database, secrets, http, json, clock, workspace);
    DeliveryLog log = new DeliveryLog(database, json, ids, clock, workspace);
    Pace pace = new Pace(database, connections, clock, workspace);
    MailSettings none = new MailSettings(null, null, null, null, null, null, Duration.ofSeconds(1));
    messenger =
        new Messenger(
            new Channels(none, new MockEnvironment(), connections),
            connections,
            new ConnectionSender(
                http, new RobotMessages(json), new WeComApp(http, json, clock), clock),
            log,
            pace);
    held = new HeldMessages(log, messenger, pace, messages, ids);
  }

  @AfterEach
  void noMore() throws IOException {
    server.stop(0);
    http.destroy();
    database.sql("drop schema " + workspace.schema() + " cascade").update();
  }

  @Test
  void putsWhatPeopleReadTogetherAndLosesNothing() {
    for (int i = 1; i <= 5; i++) {
      Delivery delivery = messenger.send(new Robot("k" + i, "wecom_robot", "标题", "正文 " + i));
      assertThat(delivery).isEqualTo(i <= 2 ? new Delivery.Sent() : new Delivery.Held());
    }
    assertThat(received).hasSize(2);
    held.release();
    assertThat(received).as("the minute is not over").hasSize(2);
    clock.advance(Duration.ofSeconds(61));
    held.release();
    assertThat(received).hasSize(3);
    assertThat(received.getLast().body()).contains("3 条消息", "正文 3", "正文 4", "正文 5");
    assertThat(states()).containsOnlyKeys("sent");
    assertThat(messenger.send(new Robot("k4", "wecom_robot", "标题", "正文 4")))
        .isEqualTo(new Delivery.Sent());
    assertThat(received).hasSize(3);
  }

  @Test
  void letsCallsOfSystemsGoOneAfterAnotherUnderTheirOwnKeys() {
    for (int i = 1; i <= 5; i++) {
      messenger.send(new Webhook("k" + i, "webhook", "{\"n\":" + i + "}"));
    }
    assertThat(received).extracting(Received::key).containsExactly("k1", "k2");
    clock.advance(Duration.ofSeconds(61));
    held.release();
    assertThat(received).extracting(Received::key).containsExactly("k1", "k2", "k3", "k4");
    clock.advance(Duration.ofSeconds(61));
    held.release();
    assertThat(received).extracting(Received::key).endsWith("k5");
    assertThat(states()).isEqualTo(Map.of("sent", 5L));
  }

  @Test
  void keepsHoldingWhileTheOtherSideIsBroken() {
    for (int i = 1; i <= 3; i++) {
      messenger.send(new Webhook("k" + i, "webhook", "{}"));
    }
    status = 500;
    clock.advance(Duration.ofSeconds(61));
    held.release();
    assertThat(states()).containsEntry("held", 1L);
    status = 200;
    held.release();
    assertThat(states()).isEqualTo(Map.of("sent", 3L));
    assertThat(received).extracting(Received::key).containsExactly("k1", "k2", "k3", "k3");
  }

  @Test
  void doesNotSendTwiceWhatWasSentBeforeACrash() {
    for (int i = 1; i <= 4; i++) {
      messenger.send(new Robot("k" + i, "wecom_robot", "标题", "正文 " + i));
    }
    clock.advance(Duration.ofSeconds(61));
    held.release();
    assertThat(received).hasSize(3);
    database
        .sql(
            "update "
                + workspace.table("outbound_message")
                + " set state = 'held' where digest is not null")
        .update();
    clock.advance(Duration.ofSeconds(61));
    held.release();
    assertThat(received).hasSize(3);
    assertThat(states()).containsOnlyKeys("sent");
  }

  private Map<String, Long> states() {
    return messenger.counts();
  }
}
