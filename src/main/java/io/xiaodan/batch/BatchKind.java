package io.xiaodan.batch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done to every record of a job. */
public enum BatchKind {
  EDIT,
  DELETE,
  RESTORE,
  PURGE;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in the API and in the database. */
  public String key() {
    return key;
  }

  /** Reads {@link #key()} back; empty for any other word. */
  public static Optional<BatchKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}
