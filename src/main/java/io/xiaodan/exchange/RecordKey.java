package io.xiaodan.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record in one text: the value itself where one field recognises records, else the
 * values of all of them.
 */
final class RecordKey {

  private static final String BETWEEN = "\u001F";
  private static final String NOTHING = "\u0000";

  private RecordKey() {}

  /** The parts in one text; null where all of them are empty. */
  static @Nullable String join(List<? extends @Nullable String> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    boolean any = false;
    List<String> all = new ArrayList<>();
    for (String part : parts) {
      any |= part != null;
      all.add(part == null ? NOTHING : part);
    }
    return any ? String.join(BETWEEN, all) : null;
  }

  /** The parts again. */
  static List<@Nullable String> split(String key, int parts) {
    if (parts == 1) {
      List<@Nullable String> only = new ArrayList<>();
      only.add(key);
      return only;
    }
    List<@Nullable String> all = new ArrayList<>();
    for (String part : key.split(BETWEEN, -1)) {
      all.add(part.equals(NOTHING) ? null : part);
    }
    return all;
  }
}
