package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an outgoing message; also kept in the delivery log. */
public sealed interface Delivery {

  /** The channel took it, now or at an earlier attempt with the same key. */
  record Sent() implements Delivery {}

  /**
   * It goes out by itself later, together with others: because as many went out as are allowed in a
   * minute, or because its reader wants to be told later.
   *
   * @param until when it goes out; null for as soon as the limit allows
   * @param reason why it waits until then ({@code quiet_hours}, {@code gathered}); null for the
   *     limit
   */
  record Held(@Nullable Instant until, @Nullable Message reason) implements Delivery {

    /** One that waits for the limit per minute. */
    public Held() {
      this(null, null);
    }
  }

  /** It was not tried: {@code no_channel}, {@code no_recipient}, {@code bad_recipient}. */
  record NotSent(Message reason) implements Delivery {}

  /**
   * The channel refused it ({@code refused}, {@code sign_in_refused}), could not be reached ({@code
   * unreachable}), or another attempt is under way ({@code under_way}).
   *
   * @param retryable whether trying later may help
   */
  record Failed(boolean retryable, Message reason) implements Delivery {}
}
