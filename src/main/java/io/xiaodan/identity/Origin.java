package io.xiaodan.identity;

import java.util.Locale;

/** What brought a change about. */
public enum Origin {
  USER,
  FLOW,
  RULE,
  IMPORT,
  BATCH,
  LINK,
  PROPOSAL,
  API;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word stored in history and sent as JSON: {@code user}, {@code flow} and so on. */
  public String key() {
    return key;
  }

  /** Reads {@link #key()} back; fails on any other word. */
  public static Origin of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
