package io.xiaodan.flow;

import io.xiaodan.task.StoredTask;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to an instance.
 *
 * @param rev the instance's revision after it
 * @param by who did it; the system for what happened by itself
 * @param behalf on whose behalf; null for their own
 * @param node key of the node it was done at, or of the one it was about; null for none
 * @param task the task it was done with; null for none
 * @param people those named in it
 * @param files files laid beside it
 * @param signature the picture of a signature; null for none
 * @param via {@code mail} where it was done by the link of a mail; null in the application
 */
public record FlowEvent(
    UUID id,
    UUID instance,
    long rev,
    Instant at,
    Act act,
    UUID by,
    @Nullable UUID behalf,
    @Nullable String node,
    @Nullable UUID task,
    @Nullable String outcome,
    @Nullable String comment,
    List<UUID> people,
    List<UUID> files,
    @Nullable UUID signature,
    @Nullable String via) {

  /** What a task tells that was done before there was a trail. */
  static FlowEvent of(FlowInstance instance, StoredTask task) {
    return new FlowEvent(
        task.id(),
        instance.id(),
        0,
        Objects.requireNonNull(task.doneAt()),
        Act.APPROVE,
        Objects.requireNonNull(task.doneBy()),
        task.doneFor(),
        task.node(),
        task.id(),
        task.outcome(),
        task.comment(),
        List.of(),
        List.of(),
        null,
        null);
  }
}
