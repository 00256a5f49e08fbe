package io.xiaodan.web.notices;

/** How long a stretch of a list may be. */
final class Paging {

  private static final int MOST = 100;

  private Paging() {}

  static int bounded(int limit) {
    return Math.clamp(limit, 1, MOST);
  }
}
