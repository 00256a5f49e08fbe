package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.OutgoingMessage.App;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.notification.OutgoingMessage.Robot;
import io.xiaodan.notification.OutgoingMessage.Sms;
import io.xiaodan.notification.OutgoingMessage.Webhook;
import io.xiaodan.platform.Workspace;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends messages outside the product. Sending is at least once: after a crash in the middle the
 * same key is sent again, with the same Message-ID, so that the receiving side can tell. What goes
 * beyond the limit per minute of its connection waits, and goes out together.
 */
@Component
public class Messenger {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Channels channels;
  private final Connections connections;
  private final ConnectionSender sender;
  private final DeliveryLog log;
  private final Pace pace;
  private final Readers readers;
  private final MessageFiles files;
  private final Workspace workspace;

  Messenger(
      Channels channels,
      Connections connections,
      ConnectionSender sender,
      DeliveryLog log,
      Pace pace,
      Readers readers,
      MessageFiles files,
      Workspace workspace) {
    this.readers = readers;
    this.files = files;
    this.workspace = workspace;
    this.channels = channels;
    this.connections = connections;
    this.sender = sender;
    this.log = log;
    this.pace = pace;
  }

  /**
   * What is set up without a connection of its own.
   *
   * @param mail whether the installation's settings name a mail server
   * @param sms whether they name a provider of text messages
   */
  public record Installed(boolean mail, boolean sms) {}

  /**
   * Sends one message and records the outcome. It waits for the channel (seconds), so it is called
   * by a job, never inside the transaction of a change. A key that was sent before is not sent
   * again.
   *
   * @return the outcome; never an exception for what a channel does
   */
  public Delivery send(OutgoingMessage message) {
    DeliveryLog.Claim claim = log.claim(message);
    Optional<Delivery> known = claim.outcome();
    if (known.isPresent()) {
      return known.get();
    }
    Delivery outcome =
        readers
            .quietUntil(message)
            .<Delivery>map(until -> held(until, "quiet_hours"))
            .orElseGet(
                () -> pace.isFull(message.connection()) ? new Delivery.Held() : hand(message));
    return record(claim, message, outcome);
  }

  /** Keeps a message for the time at which its reader wants what is gathered. */
  Delivery gather(OutgoingMessage message, Instant until) {
    DeliveryLog.Claim claim = log.claim(message);
    Optional<Delivery> known = claim.outcome();
    return known.isPresent() ? known.get() : record(claim, message, held(until, "gathered"));
  }

  private Delivery.Held held(Instant until, String code) {
    String moment = MOMENT.format(until.atZone(workspace.zone()));
    return new Delivery.Held(until, Message.of(code, "until", moment));
  }

  private Delivery record(DeliveryLog.Claim claim, OutgoingMessage message, Delivery outcome) {
    files.settle(claim.id(), message, outcome);
    log.record(claim.id(), outcome);
    return outcome;
  }

  /** Sends and records without looking at the limit. */
  Delivery release(OutgoingMessage message) {
    DeliveryLog.Claim claim = log.claim(message);
    Optional<Delivery> known = claim.outcome();
    if (known.isPresent()) {
      return known.get();
    }
    return record(claim, message, hand(message));
  }

  /**
   * Records that a message is not sent, so that whoever waits for it finds out why.
   *
   * @param reason what keeps it from being sent
   */
  public void withhold(OutgoingMessage message, Message reason) {
    DeliveryLog.Claim claim = log.claim(message);
    if (claim.outcome().isEmpty()) {
      log.record(claim.id(), new Delivery.NotSent(reason));
    }
  }

  /** Gives a message to its channel. */
  Delivery hand(OutgoingMessage message) {
    return switch (message) {
      case Email mail -> channels.email().send(mail);
      case Sms text -> channels.sms().send(text);
      case Robot _, Webhook _, App _ -> toConnection(message);
    };
  }

  private Delivery toConnection(OutgoingMessage message) {
    return connections
        .find(message.connection())
        .map(connection -> sender.send(connection, message))
        .orElseGet(
            () -> new Delivery.NotSent(Message.of("no_connection", "key", message.connection())));
  }

  /**
   * Sends a test message at once; it stands in the log as any other.
   *
   * @param recipient an address or a telephone number; not asked for by robots and webhooks
   * @param mark what tells this test from others
   * @throws io.xiaodan.kernel.ProblemException not found for an unknown connection
   */
  public Delivery test(
      String key, @Nullable String recipient, String title, String text, UUID mark) {
    ConnectionKind kind =
        connections
            .find(key)
            .map(Connection::kind)
            .orElseThrow(
                () -> Problem.of(ProblemKind.NOT_FOUND, "no_connection", "key", key).exception());
    String once = "test:" + mark;
    String to = recipient == null ? "" : recipient.strip();
    return release(
        switch (kind) {
          case MAIL -> new Email(once, to, title, text);
          case SMS -> new Sms(once, to, text);
          case WECOM_APP -> new App(once, to, title, text, null);
          case WEBHOOK -> new Webhook(once, key, log.json(Map.of("test", true, "text", text)));
          case WECOM_ROBOT, DINGTALK_ROBOT, FEISHU_ROBOT -> new Robot(once, key, title, text);
          case KUAIDI100, KDNIAO ->
              throw Problem.of(ProblemKind.CONFLICT, "connection_answers", "key", key).exception();
        });
  }

  /** Which channels the installation's settings set up. */
  public Installed installed() {
    return new Installed(channels.hasInstalledMail(), channels.hasInstalledSms());
  }

  /**
   * What was sent and what was not, newest first.
   *
   * @param after the {@code next} of the stretch before; null for the first
   * @throws io.xiaodan.kernel.ProblemException MALFORMED when {@code after} is not such a value
   */
  public DeliveryPage deliveries(DeliveryFilter filter, @Nullable String after, int limit) {
    return log.list(filter, after, limit);
  }

  /** How many messages stand in each state. */
  public Map<String, Long> counts() {
    return log.counts();
  }

  /** One message in the log. */
  public Optional<LoggedMessage> delivery(UUID id) {
    return log.find(id);
  }

  /**
   * Tries a message of the log again that failed or was not sent.
   *
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND, or CONFLICT when it is in another state
   */
  public Delivery sendAgain(UUID id) {
    OutgoingMessage message =
        log.asSent(id)
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "no_delivery").exception());
    if (log.hadFiles(id) && files.of(id).isEmpty()) {
      throw Problem.of(ProblemKind.CONFLICT, "delivery_with_files").exception();
    }
    String state = log.find(id).map(LoggedMessage::state).orElse("");
    if (!state.equals("failed") && !state.equals("not_sent")) {
      throw Problem.of(ProblemKind.CONFLICT, "delivery_not_failed").exception();
    }
    return send(message);
  }
}
