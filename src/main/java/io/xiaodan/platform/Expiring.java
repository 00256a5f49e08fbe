package io.xiaodan.platform;

import java.time.Duration;

/**
 * Rows that are of no use any more when they are old enough; registered as a bean by the module
 * that owns them, and removed by {@link Expiry}.
 *
 * @param name one word, under which an operator sets another age: {@code xiaodan.keep.<name>}
 * @param usual how long they are kept unless that is set
 * @param sql removes some of the old ones and answers how many; binds: from when on rows are kept,
 *     the most to remove
 */
public record Expiring(String name, Duration usual, String sql) {

  /**
   * Rows of one table; what refers to them goes with them, or is not there.
   *
   * @param table its quoted name
   * @param old the condition of an old row, with one bind for the moment from which on they are
   *     kept
   */
  public static Expiring rows(String name, Duration usual, String table, String old) {
    return new Expiring(
        name, usual, "WITH %s SELECT count(*) FROM gone".formatted(gone(table, old)));
  }

  /** The removal of some old rows as a {@code WITH} part named {@code gone}, which gives them. */
  public static String gone(String table, String old) {
    return "gone AS (DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT ?)) RETURNING *)"
        .formatted(table, old);
  }
}
