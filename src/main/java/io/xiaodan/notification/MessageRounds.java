package io.xiaodan.notification;

import io.xiaodan.platform.Jobs;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks again and again for messages that may go out now; on one of the nodes at a time. */
@Component
class MessageRounds {

  private static final Duration EVERY = Duration.ofSeconds(5);

  MessageRounds(HeldMessages held, NoticeCopies copies, Jobs jobs) {
    jobs.repeat("notification.copies", EVERY, copies::send);
    jobs.repeat("notification.held", EVERY, held::release);
  }
}
