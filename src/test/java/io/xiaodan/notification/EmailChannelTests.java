package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.xiaodan.notification.OutgoingMessage.Email;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailChannelTests {

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  private static final String SUBJECT = "订单XD20260301-0007 已付款";
  private static final String BODY = "您的订单XD20260301-0007已付款成功，正在准备发货 🚚\n谢谢！";

  @BeforeEach
  void aMailServer() {
    server.start();
  }

  @AfterEach
  void noMailServer() {
    server.stop();
  }

  @Test
  void deliversChineseSubjectAndText() throws MessagingException, IOException {
    assertThat(channel().send(mail("k1", "buyer@example.com"))).isEqualTo(new Delivery.Sent());
    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo(SUBJECT);
    assertThat(received.getContent().toString().replace("\r\n", "\n").strip()).isEqualTo(BODY);
    assertThat(received.getFrom()[0]).hasToString("orders@example.com");
    assertThat(received.getAllRecipients()[0]).hasToString("buyer@example.com");
    assertThat(received.getHeader("Auto-Submitted")[0]).isEqualTo("auto-generated");
  }

  @Test
  void marksTheSameMessageWithTheSameIdAndAnotherWithAnother() throws MessagingException {
    EmailChannel channel = channel();
    channel.send(mail("rule/7/event/1", "a@example.com"));
    channel.send(mail("rule/7/event/1", "a@example.com"));
    channel.send(mail("rule/7/event/2", "a@example.com"));
    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received[0].getMessageID())
        .isEqualTo(received[1].getMessageID())
        .matches("<[0-9a-f]{32}@example.com>")
        .isNotEqualTo(received[2].getMessageID());
  }

  @Test
  void keepsALineBreakInTheSubjectFromBecomingAHeader() throws MessagingException {
    channel().send(new Email("k", "a@example.com", "hello\r\nBcc: spy@example.com", "x"));
    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(received.getHeader("Bcc")).isNull();
    assertThat(received.getSubject()).isEqualTo("hello Bcc: spy@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@example.com, b@example.com",
        "A <a@example.com>",
        "a@b@c",
        "a@exa mple.com",
        "a@example.com\r\nRCPT TO:<spy@example.com>",
        "@example.com",
        "a@"
      })
  void sendsToOnePlainAddressOnly(String recipient) {
    assertThat(channel().send(mail("k", recipient)))
        .isInstanceOfSatisfying(
            Delivery.NotSent.class,
            not -> assertThat(not.reason().code()).isEqualTo("bad_recipient"));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void saysThatThereIsNoRecipientOrNoServer() {
    assertThat(channel().send(mail("k", " ")))
        .isInstanceOfSatisfying(
            Delivery.NotSent.class,
            not -> assertThat(not.reason().code()).isEqualTo("no_recipient"));
    EmailChannel none =
        new EmailChannel(
            new MailSettings(null, null, null, null, null, null, Duration.ofSeconds(1)));
    assertThat(none.send(mail("k", "a@example.com")))
        .isInstanceOfSatisfying(
            Delivery.NotSent.class,
            not -> assertThat(not.reason().code()).isEqualTo("no_channel_email"));
  }

  @Test
  void triesAgainLaterWhenTheServerIsDead() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    assertFailed(channel(port).send(mail("k", "a@example.com")), true, "unreachable");
  }

  @Test
  void givesUpOnASlowServerAfterTheTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      long start = System.nanoTime();
      assertFailed(
          channel(silent.getLocalPort()).send(mail("k", "a@example.com")), true, "unreachable");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 no such user, false",
    "RCPT, 450 4.2.1 mailbox busy, true",
    "MAIL, 553 5.1.8 bad sender, false",
    "DATA, 452 4.3.1 disk full, true",
    "., 554 5.7.1 looks like spam, false"
  })
  void tellsAFinalRefusalFromOneThatMayPass(String command, String answer, boolean retryable)
      throws IOException {
    try (ServerSocket refusing = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> converse(refusing, command, answer));
      assertFailed(
          channel(refusing.getLocalPort()).send(mail("k", "a@example.com")), retryable, "refused");
    }
  }

  @Test
  void asksForEncryptionWhereAPasswordWouldTravel() {
    MailSettings bare = settings(25, null);
    assertThat(bare.encryption()).isEqualTo(MailSettings.Tls.OFFERED);
    MailSettings signedIn = settings(25, "user");
    assertThat(signedIn.encryption()).isEqualTo(MailSettings.Tls.STARTTLS);
    assertFailed(
        new EmailChannel(settings(server.getSmtp().getPort(), "user"))
            .send(mail("k", "a@example.com")),
        true,
        "unreachable");
    assertThat(server.getReceivedMessages()).as("nothing in the clear").isEmpty();
  }

  private static void assertFailed(Delivery outcome, boolean retryable, String code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            failed -> {
              assertThat(failed.reason().code()).as(failed.toString()).isEqualTo(code);
              assertThat(failed.retryable()).isEqualTo(retryable);
            });
  }

  /** A mail server that refuses one command. */
  private static void converse(ServerSocket listening, String refused, String answer) {
    try (Socket client = listening.accept();
        var lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        var out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII)) {
      out.write("220 test\r\n");
      out.flush();
      boolean inText = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (inText && !line.equals(".")) {
          continue;
        }
        inText = line.startsWith("DATA") && !refused.equals("DATA");
        String usual = inText ? "354 go on" : "250 ok";
        out.write((line.startsWith(refused) ? answer : usual) + "\r\n");
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Email mail(String key, String recipient) {
    return new Email(key, recipient, SUBJECT, BODY);
  }

  private EmailChannel channel() {
    return channel(server.getSmtp().getPort());
  }

  private static EmailChannel channel(int port) {
    return new EmailChannel(settings(port, null));
  }

  private static MailSettings settings(int port, @org.jspecify.annotations.Nullable String user) {
    return new MailSettings(
        "127.0.0.1", port, user, user, "orders@example.com", null, Duration.ofSeconds(1));
  }
}
