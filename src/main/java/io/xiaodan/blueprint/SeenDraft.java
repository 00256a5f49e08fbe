package io.xiaodan.blueprint;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The draft that somebody looked at before acting on it. Two people may work on the draft of one
 * artifact; whoever acts on a draft that has moved on hears about it instead of undoing the other's
 * work.
 *
 * @param any whether whatever draft there is is meant
 * @param at when the draft that was seen was saved; null where there was none
 */
public record SeenDraft(boolean any, @Nullable Instant at) {

  /** Whatever draft there is. */
  public static final SeenDraft ANY = new SeenDraft(true, null);

  /** The draft saved at that moment, or none. */
  public static SeenDraft at(@Nullable Instant at) {
    return new SeenDraft(false, at);
  }

  void require(@Nullable ArtifactDraft draft) {
    if (!any && !Objects.equals(at, draft == null ? null : draft.at())) {
      throw Problem.of(ProblemKind.CONFLICT, "blueprint.draft_moved").exception();
    }
  }
}
