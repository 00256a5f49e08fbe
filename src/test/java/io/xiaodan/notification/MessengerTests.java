package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.notification.OutgoingMessage.Sms;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class MessengerTests {

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @Autowired private JdbcClient database;
  @Autowired private JsonMapper json;
  @Autowired private Ids ids;
  @Autowired private Workspace workspace;
  @Autowired private Connections connections;
  @Autowired private ConnectionSender sender;
  @Autowired private Readers readers;
  @Autowired private Secrets secrets;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final String key = "messenger/" + System.nanoTime();

  @BeforeEach
  void aMailServer() {
    server.start();
  }

  @AfterEach
  void noMailServer() {
    server.stop();
  }

  @Test
  void sendsAMessageOnceHoweverOftenItIsAsked() {
    Messenger messenger = messenger(server.getSmtp().getPort());
    Email mail = new Email(key, "a@example.com", "主题", "正文");
    assertThat(messenger.send(mail)).isEqualTo(new Delivery.Sent());
    assertThat(messenger.send(mail)).isEqualTo(new Delivery.Sent());
    assertThat(server.getReceivedMessages()).hasSize(1);
    LoggedMessage logged = logged(messenger);
    assertThat(logged.state()).isEqualTo("sent");
    assertThat(logged.attempts()).isEqualTo(1);
    assertThat(logged.reason()).isNull();
  }

  @Test
  void sendsAMessageOnceWhenItIsAskedAtTheSameMoment() throws Exception {
    Messenger messenger = messenger(server.getSmtp().getPort());
    CountDownLatch start = new CountDownLatch(1);
    List<Delivery> outcomes;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Delivery>> asked =
          IntStream.range(0, 8)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    start.await();
                    return messenger.send(new Email(key, "a@example.com", "主题", "正文"));
                  }))
              .toList();
      start.countDown();
      outcomes = asked.stream().map(MessengerTests::outcome).toList();
    }
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(outcomes).contains(new Delivery.Sent());
    assertThat(outcomes)
        .allMatch(outcome ->
            outcome instanceof Delivery.Sent
                || outcome instanceof Delivery.Failed failed
                    && failed.retryable()
                    && failed.reason().code().equals("under_way"));
  }

  @Test
  void recordsWhyNothingWasSentAndNeverPretends() {
    Messenger messenger = messenger(null);
    Delivery outcome = messenger.send(new Sms(key, "13800138000", "正文"));
    assertThat(outcome).isInstanceOf(Delivery.NotSent.class);
    LoggedMessage logged = logged(messenger);
    assertThat(logged.state()).isEqualTo("not_sent");
    assertThat(logged.reason()).isEqualTo(((Delivery.NotSent) outcome).reason());
    assertThat(logged.channel()).isEqualTo("sms");
    assertThat(logged.subject()).isNull();
  }

  @Test
  void sendsAfterAFailureWhenItIsAskedAgain() {
    Email mail = new Email(key, "a@example.com", "主题", "正文");
    assertThat(messenger(1).send(mail)).isInstanceOf(Delivery.Failed.class);
    assertThat(logged(messenger(1)).state()).isEqualTo("failed");
    Messenger repaired = messenger(server.getSmtp().getPort());
    assertThat(repaired.send(mail)).isEqualTo(new Delivery.Sent());
    LoggedMessage logged = logged(repaired);
    assertThat(logged.state()).isEqualTo("sent");
    assertThat(logged.attempts()).isEqualTo(2);
    assertThat(logged.reason()).isNull();
  }

  @Test
  void sendsWhatACrashLeftUnfinishedAfterAWhile() {
    Messenger messenger = messenger(server.getSmtp().getPort());
    Email mail = new Email(key, "a@example.com", "主题", "正文");
    log().claim(mail);
    clock.advance(Duration.ofSeconds(30));
    assertThat(messenger.send(mail)).isInstanceOf(Delivery.Failed.class);
    clock.advance(Duration.ofMinutes(2));
    assertThat(messenger.send(mail)).isEqualTo(new Delivery.Sent());
  }

  @Test
  void listsTheLogInStretchesNewestFirst() {
    Messenger messenger = messenger(null);
    clock.set(Instant.parse("2099-01-01T00:00:00Z").plusNanos(System.nanoTime() % 1_000_000_000));
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(i % 2));
      messenger.send(new Sms(key + "/" + i, "13800138000", "正文 " + i));
    }
    DeliveryPage first = messenger.deliveries(DeliveryFilter.ALL, null, 2);
    DeliveryPage second = messenger.deliveries(DeliveryFilter.ALL, first.next(), 3);
    List<String> bodies =
        java.util.stream.Stream.concat(first.items().stream(), second.items().stream())
            .map(LoggedMessage::body)
            .toList();
    assertThat(bodies).containsExactly("正文 4", "正文 3", "正文 2", "正文 1", "正文 0");
    Assertions.assertThatThrownBy(() -> messenger.deliveries(DeliveryFilter.ALL, "nonsense", 2))
        .isInstanceOf(ProblemException.class);
  }

  private static Delivery outcome(Future<Delivery> asked) {
    try {
      return asked.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private LoggedMessage logged(Messenger messenger) {
    return database
        .sql("select id from " + workspace.table("outbound_message") + " where idempotency_key = ?")
        .param(key)
        .query(java.util.UUID.class)
        .optional()
        .flatMap(messenger::delivery)
        .orElseThrow();
  }

  private Messenger messenger(@org.jspecify.annotations.Nullable Integer port) {
    MailSettings settings =
        new MailSettings(
            port == null ? null : "127.0.0.1", port, null, null, null, null, Duration.ofSeconds(5));
    return new Messenger(
        new Channels(settings, new MockEnvironment(), connections),
        connections,
        sender,
        log(),
        new Pace(database, connections, clock, workspace),
        readers,
        new MessageFiles(database, workspace),
        workspace);
  }

  private DeliveryLog log() {
    return new DeliveryLog(
        database,
        json,
        ids,
        clock,
        workspace,
        new MessageFiles(database, workspace),
        new MessageSecrets(secrets));
  }
}
