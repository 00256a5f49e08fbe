package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message in the delivery log.
 *
 * @param at of the latest attempt
 * @param channel its word: {@code email}, {@code sms}, {@code robot}, {@code webhook}, {@code
 *     wecom_app}
 * @param state {@code sending}, {@code sent}, {@code held}, {@code not_sent} or {@code failed}
 * @param reason why it is not sent; null otherwise
 * @param together whether another message carried it together with more
 */
public record LoggedMessage(
    UUID id,
    Instant at,
    String channel,
    String recipient,
    @Nullable String subject,
    String body,
    String state,
    @Nullable Message reason,
    int attempts,
    boolean together) {}
