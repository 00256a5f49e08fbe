package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.notification.OutgoingMessage.Robot;
import io.xiaodan.notification.OutgoingMessage.Webhook;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.SettableClock;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
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
  @Autowired private People people;

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private volatile int status = 200;
  private HttpServer server;
  private OutboundHttp http;
  private Workspace workspace;
  private Connections connections;
  private Messenger messenger;
  private HeldMessages held;
  private NoticePreferences preferences;

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
    for (String table :
        List.of("outbound_message", "outbound_file", "connection", "notice_preference")) {
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
    MessageFiles files = new MessageFiles(database, workspace);
    preferences = new NoticePreferences(database, json, clock, workspace);
    Readers readers = new Readers(people, preferences);
    DeliveryLog log =
        new DeliveryLog(database, json, ids, clock, workspace, files, new MessageSecrets(secrets));
    Pace pace = new Pace(database, connections, clock, workspace);
    MailSettings none = new MailSettings(null, null, null, null, null, null, Duration.ofSeconds(1));
    messenger =
        new Messenger(
            new Channels(none, new MockEnvironment(), connections),
            connections,
            new ConnectionSender(
                http, new RobotMessages(json), new WeComApp(http, json, clock), clock),
            log,
            pace,
            readers,
            files,
            workspace);
    held = new HeldMessages(log, messenger, pace, messages, ids, readers, files);
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

  @Test
  void holdsWhatAnybodySendsToSomebodyWhoWantsQuietAndDeliversItTogetherWithItsFilesLater()
      throws Exception {
    GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mailServer.start();
    try {
      String address = "quiet" + System.nanoTime() + "@example.com";
      Person reader =
          people.create(
              new NewPerson(address, "安静", "a-good-password", address, null, Set.of("warehouse")));
      mailTo(mailServer, reader);
      byte[] paper = "%PDF".getBytes(StandardCharsets.UTF_8);
      Delivery first = messenger.send(new Email("q1", address, "一", "正文一"));
      messenger.send(new Email("q2", address, "二", "正文二"));
      messenger.send(
          new Email(
              "q3",
              address,
              "三",
              "正文三",
              List.of(new OutgoingMessage.File("订单.pdf", "application/pdf", paper))));
      messenger.gather(new Email("q4", address, "四", "正文四"), Instant.parse("2026-03-01T18:00:00Z"));
      assertThat(first)
          .isEqualTo(
              new Delivery.Held(
                  Instant.parse("2026-03-01T09:00:00Z"),
                  Message.of("quiet_hours", "until", "2026-03-01 09:00")));
      assertThat(messenger.send(new Email("q1", address, "一", "正文一")))
          .as("asked again it is still held")
          .isInstanceOf(Delivery.Held.class);
      messenger.send(new Email("other", "somebody@example.com", "别人", "立即"));
      held.release();
      assertThat(mailServer.getReceivedMessages()).as("others are not held").hasSize(1);
      clock.advance(Duration.ofMinutes(61));
      held.release();
      assertThat(mailServer.getReceivedMessages())
          .extracting(MimeMessage::getSubject)
          .containsExactly("别人", "2 messages", "三");
      assertThat(GreenMailUtil.getWholeMessage(mailServer.getReceivedMessages()[2]))
          .contains("application/pdf");
      assertThat(filesKept()).isZero();
      clock.advance(Duration.ofHours(9));
      held.release();
      assertThat(mailServer.getReceivedMessages()).hasSize(4);
      assertThat(states()).containsOnlyKeys("sent");
    } finally {
      mailServer.stop();
    }
  }

  /** The mail server, and somebody who wants quiet from seven to nine. */
  private void mailTo(GreenMail mailServer, Person reader) {
    connections.save(
        "mail",
        new Connections.Wish(
            ConnectionKind.MAIL,
            "x",
            null,
            null,
            Map.of(
                "host", "127.0.0.1",
                "port", String.valueOf(mailServer.getSmtp().getPort()),
                "tls", "none"),
            null),
        Actor.SYSTEM);
    preferences.save(
        reader.id(),
        new NoticePreference(
            Map.of(),
            new NoticePreference.Quiet(LocalTime.of(7, 0), LocalTime.of(9, 0), false),
            LocalTime.of(18, 0),
            Language.EN));
  }

  private long filesKept() {
    return database
        .sql("select count(*) from " + workspace.table("outbound_file"))
        .query(Long.class)
        .single();
  }
}
