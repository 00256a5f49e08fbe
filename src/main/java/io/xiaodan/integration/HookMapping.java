package io.xiaodan.integration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a payload becomes the values of a record.
 *
 * @param fields where each field comes from
 * @param key pointer to what makes a call the same call; null where every call counts
 * @param match a unique field: a record that has the value already is changed instead of made anew;
 *     null where each call makes a record
 * @param header where the proof stands; null for the usual one
 * @param example a payload as the other system sends it, for people
 */
public record HookMapping(
    List<Source> fields,
    @Nullable String key,
    @Nullable String match,
    @Nullable String header,
    @Nullable String example) {

  public HookMapping {
    fields = List.copyOf(fields);
  }

  /**
   * Where the value of a field comes from.
   *
   * @param field key of the field
   * @param path pointer into the payload, such as {@code /order/no} (RFC 6901); null for a constant
   * @param value the constant; null for a pointer
   * @param by of a reference: the unique field of the other form by which its record is found
   * @param words what words of the payload mean, such as {@code SUCCESS} for {@code succeeded}
   */
  public record Source(
      String field,
      @Nullable String path,
      @Nullable String value,
      @Nullable String by,
      @Nullable Map<String, String> words) {}
}
