package io.xiaodan.notification;

import java.util.Locale;

/** What a notice is about, as far as people want to be told of it in different ways. */
public enum NoticeKind {
  /** Something to do, or what became of what one asked for. */
  TASK,
  /** What a rule has to say. */
  RULE,
  /** Somebody names the reader. */
  MENTION,
  /** A number crossed a line, or something keeps failing. */
  ALERT;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in the database and the API. */
  public String key() {
    return key;
  }
}
