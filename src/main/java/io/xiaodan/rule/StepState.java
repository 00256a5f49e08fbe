package io.xiaodan.rule;

import java.util.Locale;

/** How far a step is. */
public enum StepState {
  /** For a worker, for the steps before it, or for its next attempt. */
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  /** A message that could not go out, because there is no way or nobody for it. */
  NOT_SENT,
  /** Its condition did not hold; what waits for it goes on. */
  SKIPPED,
  /** Left out, because a condition before it, or its own, ended this branch of the rule. */
  STOPPED,
  /** A step before it did not succeed; it starts when that one is tried again and succeeds. */
  CANCELLED;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in the database and in the API. */
  public String key() {
    return key;
  }

  /** Reads {@link #key()} back; fails on any other word. */
  static StepState of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing more happens to it by itself. */
  boolean isFinal() {
    return switch (this) {
      case WAITING, RUNNING -> false;
      case DONE, FAILED, NOT_SENT, SKIPPED, STOPPED, CANCELLED -> true;
    };
  }

  /** Whether what waits for it may begin. */
  boolean isPassed() {
    return this == DONE || this == SKIPPED;
  }

  /** Whether a run in which this is how a step ended has gone well. */
  boolean isWell() {
    return switch (this) {
      case DONE, NOT_SENT, SKIPPED, STOPPED -> true;
      case WAITING, RUNNING, FAILED, CANCELLED -> false;
    };
  }
}
