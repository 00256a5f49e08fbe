package io.xiaodan.task;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored.
 *
 * @param state {@code open}, {@code done}, {@code paused} while its record is in the recycle bin,
 *     or {@code closed} when what somebody else did has made it needless: {@code doneBy} and {@code
 *     outcome} then say who did what
 * @param due until when it should be done; null for no limit
 * @param doneFor on whose behalf a standing proxy did it; null where nobody stood in
 * @param priority 0 usual, 1 high, 2 urgent
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
    @Nullable String comment,
    @Nullable Instant due,
    @Nullable UUID doneFor,
    int priority) {

  /** Whether it waits for somebody. */
  public boolean isOpen() {
    return state.equals("open");
  }

  /** Whether it has been done, by {@link #doneBy}. */
  public boolean isDone() {
    return state.equals("done");
  }
}
