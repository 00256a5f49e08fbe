package io.xiaodan.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as its reader sees it.
 *
 * @param place path of the page it leads to; null where it leads to its record, or nowhere
 */
public record Notice(
    UUID id,
    Instant at,
    String title,
    @Nullable String body,
    @Nullable String form,
    @Nullable UUID recordId,
    @Nullable String place,
    boolean read) {

  /**
   * A stretch of somebody's notices, newest first.
   *
   * @param next what to pass as {@code after} for the following stretch; null at the end
   */
  public record Page(List<Notice> items, int unread, @Nullable String next) {}
}
