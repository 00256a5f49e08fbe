package io.xiaodan.task;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task to be handed out.
 *
 * @param form key of the form of the record it is about; null for none
 * @param instance the flow instance it belongs to; null for a rule's to-do
 * @param node key of the flow's node, or of the rule's step
 * @param title what is to be done; null where the flow's node names it
 * @param due until when it should be done; null for no limit
 * @param priority 0 usual, 1 high, 2 urgent
 * @param narrows how little the record's fields show themselves to those asked while it is open:
 *     {@code hidden} or {@code read} by key
 */
public record NewTask(
    UUID id,
    TaskKind kind,
    @Nullable String form,
    @Nullable UUID recordId,
    @Nullable UUID instance,
    String node,
    @Nullable String title,
    Instant at,
    Assignees assignees,
    @Nullable Instant due,
    int priority,
    Map<String, String> narrows) {

  /** A task without a limit, no more urgent than others. */
  public NewTask(
      UUID id,
      TaskKind kind,
      @Nullable String form,
      @Nullable UUID recordId,
      @Nullable UUID instance,
      String node,
      @Nullable String title,
      Instant at,
      Assignees assignees) {
    this(id, kind, form, recordId, instance, node, title, at, assignees, null, 0, Map.of());
  }
}
