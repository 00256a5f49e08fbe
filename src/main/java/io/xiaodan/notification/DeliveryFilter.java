package io.xiaodan.notification;

import org.jspecify.annotations.Nullable;

/**
 * Which messages of the log are asked for; what is null does not limit them.
 *
 * @param channel the word of a channel
 * @param state of the message
 * @param text stands in the recipient, the subject or the text
 */
public record DeliveryFilter(
    @Nullable String channel, @Nullable String state, @Nullable String text) {

  /** Every message. */
  public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null);
}
