package io.xiaodan.amendment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a proposal stands. */
public enum AmendmentState {
  /** Kept, and shown to nobody for a decision yet. */
  DRAFT,
  /** Waits for a decision. */
  PROPOSED,
  /** Agreed, and done in the same moment. */
  APPLIED,
  /** Not agreed. */
  REFUSED,
  /** Taken back by whoever made it. */
  WITHDRAWN,
  /** What it wants to change was changed meanwhile. */
  OVERTAKEN;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The option of the field that holds it. */
  public String key() {
    return key;
  }

  /** Whether it may still be applied. */
  public boolean isOpen() {
    return this == DRAFT || this == PROPOSED;
  }

  static @Nullable AmendmentState of(@Nullable Object key) {
    for (AmendmentState state : values()) {
      if (state.key.equals(key)) {
        return state;
      }
    }
    return null;
  }
}
