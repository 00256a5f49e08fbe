package io.xiaodan.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What records are put together by.
 *
 * @param field of the head, or a moment or person the system keeps
 * @param bucket for dates and moments; null for the values themselves
 * @param descending whether the greatest comes first
 */
public record Group(String field, @Nullable Bucket bucket, boolean descending) {

  /** The stretches of time that days are put into. */
  public enum Bucket {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The word in the API, and PostgreSQL's own. */
    public String key() {
      return key;
    }

    /** Reads the word; null for one that is none. */
    public static @Nullable Bucket of(String word) {
      for (Bucket bucket : values()) {
        if (bucket.key.equals(word)) {
          return bucket;
        }
      }
      return null;
    }
  }
}
