package io.xiaodan.task;

import java.util.Locale;

/** What is asked of somebody. */
public enum TaskKind {
  /** Decide about a record. */
  APPROVE,
  /** Do some work on a record and say so. */
  HANDLE,
  /** Do something a rule asks for. */
  TODO;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in the database and in the API. */
  public String key() {
    return key;
  }
}
