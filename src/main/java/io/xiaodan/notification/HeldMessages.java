package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.notification.DeliveryLog.Held;
import io.xiaodan.notification.OutgoingMessage.App;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.notification.OutgoingMessage.Robot;
import io.xiaodan.notification.OutgoingMessage.Sms;
import io.xiaodan.notification.OutgoingMessage.Webhook;
import io.xiaodan.platform.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets the messages go that had to wait for the limit per minute of their connection, or for the
 * time at which their reader wants to be told. What people read goes out as one message of many, as
 * long as they are for the same reader; what systems read, and text messages, one after another.
 * Which ones are put together is written down first, so that a crash in the middle sends the same
 * message again, under the same key.
 */
@Component
class HeldMessages {

  private static final Logger log = LoggerFactory.getLogger(HeldMessages.class);
  private static final int LOT = 200;
  private static final int ATTEMPTS = 100;
  private static final int MOST_TOGETHER = 50;

  /** WeCom's robot takes the shortest text: 4,096 bytes. */
  private static final int LONGEST_TOGETHER = 1_200;

  private final DeliveryLog deliveries;
  private final Messenger messenger;
  private final Pace pace;
  private final Messages messages;
  private final Ids ids;
  private final Readers readers;
  private final MessageFiles files;

  HeldMessages(
      DeliveryLog deliveries,
      Messenger messenger,
      Pace pace,
      Messages messages,
      Ids ids,
      Readers readers,
      MessageFiles files) {
    this.readers = readers;
    this.files = files;
    this.deliveries = deliveries;
    this.messenger = messenger;
    this.pace = pace;
    this.messages = messages;
    this.ids = ids;
  }

  /** Lets go what may go now. */
  void release() {
    for (String connection : deliveries.holding()) {
      try {
        release(connection);
      } catch (RuntimeException e) {
        log.error("connection={} held messages could not go out", connection, e);
      }
    }
  }

  private void release(String connection) {
    int room = pace.room(connection);
    boolean goesOn = true;
    while (room > 0 && goesOn) {
      List<Held> held = deliveries.held(connection, LOT);
      if (held.isEmpty()) {
        return;
      }
      List<Held> together = together(held);
      goesOn =
          together.size() == 1 && together.getFirst().digest() == null
              ? alone(together.getFirst())
              : carried(together);
      room--;
    }
  }

  /** Those that go with the oldest one. */
  private static List<Held> together(List<Held> held) {
    Held first = held.getFirst();
    List<Held> together = new ArrayList<>(List.of(first));
    if (!isRead(first.message())) {
      return together;
    }
    int length = first.message().body().length();
    for (Held next : held.subList(1, held.size())) {
      boolean same =
          first.digest() != null
              ? first.digest().equals(next.digest())
              : next.digest() == null
                  && isRead(next.message())
                  && next.message().recipient().equals(first.message().recipient());
      length += same ? entry(next.message()).length() : 0;
      boolean fits = together.size() < MOST_TOGETHER && length <= LONGEST_TOGETHER;
      if (same && (first.digest() != null || fits)) {
        together.add(next);
      }
    }
    return together;
  }

  /** Whether people read it and no file comes with it, so that many may be one. */
  private static boolean isRead(OutgoingMessage message) {
    return switch (message) {
      case Email mail -> mail.files().isEmpty();
      case Robot _, App _ -> true;
      case Sms _, Webhook _ -> false;
    };
  }

  private boolean alone(Held held) {
    Delivery outcome = messenger.hand(held.message());
    deliveries.recordReleased(held.id(), outcome, ATTEMPTS);
    if (outcome instanceof Delivery.Sent) {
      files.forget(held.id());
    }
    return !isToBeTriedAgain(outcome);
  }

  private boolean carried(List<Held> together) {
    UUID digest = together.getFirst().digest();
    if (digest == null) {
      digest = ids.next();
      deliveries.carry(together.stream().map(Held::id).toList(), digest);
    }
    List<OutgoingMessage> carried = together.stream().map(Held::message).toList();
    Delivery outcome = messenger.release(digest("digest:" + digest, carried));
    if (isToBeTriedAgain(outcome) && deliveries.attempts("digest:" + digest) < ATTEMPTS) {
      return false;
    }
    deliveries.recordCarried(digest, outcome);
    return true;
  }

  private static boolean isToBeTriedAgain(Delivery outcome) {
    return outcome instanceof Delivery.Failed(boolean retryable, Message _) && retryable;
  }

  private OutgoingMessage digest(String key, List<OutgoingMessage> carried) {
    OutgoingMessage first = carried.getFirst();
    String title =
        messages.text(Message.of("digest_title", "count", carried.size()), readers.language(first));
    String body = String.join("\n\n", carried.stream().map(HeldMessages::entry).toList());
    return switch (first) {
      case Email mail -> new Email(key, mail.recipient(), title, body);
      case Robot robot -> new Robot(key, robot.recipient(), title, body);
      case App app -> new App(key, app.recipient(), title, body, null);
      case Sms _, Webhook _ -> throw new IllegalArgumentException(first.channel());
    };
  }

  private static String entry(OutgoingMessage message) {
    String subject = message.subjectLine();
    return subject == null || subject.isBlank()
        ? message.body()
        : "【" + subject + "】\n" + message.body();
  }
}
