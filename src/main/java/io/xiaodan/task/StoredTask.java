package io.xiaodan.task;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored.
 *
 * @param state {@code open}, {@code done}, or {@code paused} while its record is in the recycle bin
 */
public record StoredTask(
    UUID id,
    TaskKind kind,
    String state,
    @Nullable String form,
    @Nullable UUID recordId,
    @Nullable UUID instance,
    String node,
    @Nullable String title,
    Instant createdAt,
    @Nullable Instant doneAt,
    @Nullable UUID doneBy,
    @Nullable String outcome,
    @Nullable String comment) {

  /** Whether it waits for somebody. */
  public boolean isOpen() {
    return state.equals("open");
  }
}
