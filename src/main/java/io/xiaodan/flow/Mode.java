package io.xiaodan.flow;

import java.util.Locale;

/** How the answers of those asked at a node are counted. */
public enum Mode {
  /** 或签: the first decision decides. */
  ANY,
  /** 会签: all must agree; the first who does not decides. */
  ALL,
  /** 票签: a share of those asked must agree; rejected when that can no longer be reached. */
  VOTE,
  /** 依次: one after the other; all must agree. */
  IN_TURN;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in documents. */
  public String key() {
    return key;
  }
}
