package io.xiaodan.platform;

import org.jspecify.annotations.Nullable;

/**
 * Something changed.
 *
 * @param topic what it is about, such as {@code records/orders}
 * @param payload small JSON text as published; null means that messages of this topic may have been
 *     lost or were too large, so read again whatever depends on it
 */
public record FeedMessage(String topic, @Nullable String payload) {

  /**
   * Whether the details are missing and everything that depends on the topic is to be read again.
   */
  public boolean rereadAll() {
    return payload == null;
  }
}
