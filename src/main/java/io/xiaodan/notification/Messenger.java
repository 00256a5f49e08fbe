package io.xiaodan.notification;

import org.springframework.stereotype.Component;

/**
 * Sends messages outside the product. Sending is at least once: after a crash in the middle the
 * same key is sent again, with the same Message-ID, so that the receiving side can tell.
 */
@Component
public class Messenger {

  /**
   * Sends one message and records the outcome. It waits for the channel (seconds), so it is called
   * by a job, never inside the transaction of a change.
   *
   * @return the outcome; never an exception for what a channel does
   */
  public Delivery send(OutgoingMessage message) {
    throw new UnsupportedOperationException();
  }
}
