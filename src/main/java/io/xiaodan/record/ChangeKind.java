package io.xiaodan.record;

import java.util.Locale;

/** What happens to a record. */
public enum ChangeKind {
  CREATED,
  UPDATED,
  DELETED,
  RESTORED;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in history and in the feed. */
  public String key() {
    return key;
  }
}
