package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.notification.OutgoingMessage.Robot;
import io.xiaodan.notification.OutgoingMessage.Sms;
import io.xiaodan.notification.OutgoingMessage.Webhook;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends messages outside the product. Sending is at least once: after a crash in the middle the
 * same key is sent again, with the same Message-ID, so that the receiving side can tell.
 */
@Component
public class Messenger {

  private final EmailChannel email;
  private final SmsChannel sms;
  private final Connections connections;
  private final ConnectionSender sender;
  private final DeliveryLog log;

  Messenger(
      EmailChannel email,
      SmsChannel sms,
      Connections connections,
      ConnectionSender sender,
      DeliveryLog log) {
    this.email = email;
    this.sms = sms;
    this.connections = connections;
    this.sender = sender;
    this.log = log;
  }

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
        switch (message) {
          case Email mail -> email.send(mail);
          case Sms text -> sms.send(text);
          case Robot _, Webhook _ -> toConnection(message);
        };
    log.record(claim.id(), outcome);
    return outcome;
  }

  private Delivery toConnection(OutgoingMessage message) {
    return connections
        .find(message.recipient())
        .map(connection -> sender.send(connection, message))
        .orElseGet(
            () -> new Delivery.NotSent(Message.of("no_connection", "key", message.recipient())));
  }

  /**
   * What was sent and what was not, newest first.
   *
   * @param after the {@code next} of the stretch before; null for the first
   * @throws io.xiaodan.kernel.ProblemException MALFORMED when {@code after} is not such a value
   */
  public DeliveryPage deliveries(@Nullable String after, int limit) {
    return log.list(after, limit);
  }

  /** One message in the log. */
  public Optional<LoggedMessage> delivery(UUID id) {
    return log.find(id);
  }
}
